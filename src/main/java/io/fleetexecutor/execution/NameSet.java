package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.NamePattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and patterns; looking up a name costs one hash and one match for each pattern. */
record NameSet(Set<String> names, List<NamePattern> patterns) {

  static NameSet of(List<String> texts) {
    return new NameSet(
        texts.stream()
            .filter(text -> !ClusterSelector.isPattern(text))
            .collect(Collectors.toUnmodifiableSet()),
        texts.stream().filter(ClusterSelector::isPattern).map(NamePattern::of).toList());
  }

  boolean contains(String name) {
    return names.contains(name) || patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }
}
