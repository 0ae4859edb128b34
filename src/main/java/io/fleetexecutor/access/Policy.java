package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what.
 *
 * @param approvedByAnother the clusters whose waves nobody approves who started the execution;
 *     null: there are none
 */
record Policy(List<Binding> bindings, @Nullable ClusterScope approvedByAnother) {

  /** Whoever has said who they are, and is believed. */
  static final String AUTHENTICATED = "system:authenticated";

  /** Whom a role is given. */
  record Binding(List<Rule> rules, Set<String> subjects, Set<String> groups) {

    boolean isOf(Caller caller) {
      return subjects.contains(caller.name())
          || caller.groups().stream().anyMatch(groups::contains)
          || !caller.equals(Caller.ANONYMOUS) && groups.contains(AUTHENTICATED);
    }
  }

  Policy {
    bindings = List.copyOf(bindings);
  }

  List<Rule> rulesOf(Caller caller) {
    return bindings.stream()
        .filter(binding -> binding.isOf(caller))
        .flatMap(binding -> binding.rules().stream())
        .toList();
  }
}
