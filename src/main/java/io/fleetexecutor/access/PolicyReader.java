package io.fleetexecutor.access;

import io.fleetexecutor.access.Policy.Binding;
import io.fleetexecutor.file.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a policy, and names everything that is wrong with it. */
final class PolicyReader {
  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<Rule>> roles = new HashMap<>();

  private PolicyReader() {}

  /** Fails with all problems. */
  static Policy read(Path path) throws IOException {
    return read(YamlFile.read(path));
  }

  static Policy read(Map<?, ?> document) throws IOException {
    var reader = new PolicyReader();
    Policy policy = reader.policy(new PolicyFields("", document, reader.problems));
    if (!reader.problems.isEmpty()) {
      throw new IOException(String.join("; ", reader.problems));
    }
    return policy;
  }

  private Policy policy(PolicyFields document) {
    document.allow("roles", "bindings", "approvals");
    PolicyFields all = document.mapping("roles");
    for (String name : all.names()) {
      roles.put(name, all.mappings(name).stream().map(RuleReader::rule).toList());
    }
    List<Binding> bindings = document.mappings("bindings").stream().map(this::binding).toList();
    return new Policy(bindings, approvedByAnother(document.mapping("approvals")));
  }

  private Binding binding(PolicyFields fields) {
    fields.allow("role", "subjects", "groups");
    String role = fields.text("role");
    List<Rule> rules = roles.get(role);
    if (rules == null) {
      fields.problem(
          "role",
          "is \"%s\", must be one of the roles: %s".formatted(role, sorted(roles.keySet())));
    }
    Set<String> subjects = Set.copyOf(fields.texts("subjects"));
    Set<String> groups = Set.copyOf(fields.texts("groups"));
    if (subjects.isEmpty() && groups.isEmpty()) {
      fields.problem("", "must have subjects or groups");
    }
    return new Binding(rules == null ? List.of() : rules, subjects, groups);
  }

  private static @Nullable ClusterScope approvedByAnother(PolicyFields approvals) {
    approvals.allow("by_another");
    return approvals.has("by_another")
        ? RuleReader.clusters(approvals.mapping("by_another"))
        : null;
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
