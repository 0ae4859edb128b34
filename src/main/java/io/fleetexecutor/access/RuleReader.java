package io.fleetexecutor.access;

import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.label.LabelSelectorException;
import io.fleetexecutor.model.NamePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rules of roles. */
final class RuleReader {
  private static final Set<Permission> READS =
      EnumSet.of(
          Permission.CHECK_HEALTH,
          Permission.GET_RESOURCE,
          Permission.LIST_RESOURCES,
          Permission.AWAIT_CONDITION);
  private static final Set<Permission> CHANGES =
      EnumSet.range(Permission.APPLY_MANIFESTS, Permission.RESTART_WORKLOAD);

  private RuleReader() {}

  static Rule rule(PolicyFields fields) {
    fields.allow(
        "permissions",
        "clusters",
        "namespaces",
        "resources",
        "dry_run_only",
        "max_parallel_clusters",
        "max_clusters");
    Rule rule = rule(fields, permissions(fields));
    if (!rule.isWhole() && rule.permissions().stream().anyMatch(Permission::isOfExecutions)) {
      fields.problem(
          "permissions",
          "has some of executions, which are as a whole permitted or not: they need a rule without"
              + " namespaces, resources and dry_run_only");
    }
    return rule;
  }

  private static Rule rule(PolicyFields fields, Set<Permission> permissions) {
    return new Rule(
        permissions,
        clusters(fields.mapping("clusters")),
        namespaces(fields),
        resources(fields),
        fields.flag("dry_run_only"),
        fields.count("max_parallel_clusters"),
        fields.count("max_clusters"));
  }

  private static Set<Permission> permissions(PolicyFields fields) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    List<String> texts = fields.texts("permissions");
    if (texts.isEmpty()) {
      fields.problem("permissions", "must not be empty");
    }
    for (String text : texts) {
      permissions.addAll(permissions(fields, text));
    }
    return permissions;
  }

  private static Set<Permission> permissions(PolicyFields fields, String text) {
    switch (text) {
      case "*" -> {
        boolean isWhole =
            !fields.has("namespaces") && !fields.has("resources") && !fields.flag("dry_run_only");
        return isWhole
            ? EnumSet.allOf(Permission.class)
            : EnumSet.range(Permission.CHECK_HEALTH, Permission.READ_SECRETS);
      }
      case "reads" -> {
        return READS;
      }
      case "changes" -> {
        return CHANGES;
      }
      default -> {
        Permission permission = Permission.named(text);
        if (permission == Permission.RAW_REQUEST) {
          return EnumSet.of(Permission.RAW_READ, Permission.RAW_REQUEST);
        }
        if (permission != null) {
          return EnumSet.of(permission);
        }
      }
    }
    fields.problem(
        "permissions", "has \"%s\", must be *, reads, changes or of %s".formatted(text, all()));
    return Set.of();
  }

  private static String all() {
    return Arrays.stream(Permission.values())
        .map(Permission::text)
        .collect(Collectors.joining(", "));
  }

  static ClusterScope clusters(PolicyFields fields) {
    fields.allow("names", "label_selector");
    List<NamePattern> names = patterns(fields, "names");
    if (fields.has("names") && names.isEmpty()) {
      fields.problem("names", "must not be empty; left out, it is all clusters");
    }
    try {
      String labels = fields.has("label_selector") ? fields.text("label_selector") : "";
      return new ClusterScope(names, LabelSelector.parse(labels));
    } catch (LabelSelectorException e) {
      fields.problem("label_selector", String.valueOf(e.getMessage()));
      return ClusterScope.ALL;
    }
  }

  private static @Nullable List<NamePattern> namespaces(PolicyFields fields) {
    if (!fields.has("namespaces")) {
      return null;
    }
    List<NamePattern> namespaces = patterns(fields, "namespaces");
    if (namespaces.stream().anyMatch(each -> each.text().equals("*"))) {
      fields.problem(
          "namespaces", "has \"*\"; left out, it is all namespaces, and what is in none of them");
    }
    return namespaces;
  }

  private static List<NamePattern> patterns(PolicyFields fields, String name) {
    return fields.texts(name).stream().map(NamePattern::of).toList();
  }

  private static @Nullable List<ResourcePattern> resources(PolicyFields fields) {
    if (!fields.has("resources")) {
      return null;
    }
    List<ResourcePattern> resources = new ArrayList<>();
    for (String text : fields.texts("resources")) {
      if (ResourcePattern.isValid(text)) {
        resources.add(ResourcePattern.of(text));
      } else {
        fields.problem("resources", "has \"%s\", %s".formatted(text, ResourcePattern.RULE));
      }
    }
    return resources.stream().anyMatch(ResourcePattern::isAll) ? null : resources;
  }
}
