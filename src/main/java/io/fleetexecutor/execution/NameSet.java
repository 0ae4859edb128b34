package io.fleetexecutor.execution;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and patterns; looking up a name costs one hash and one match for each pattern. */
record NameSet(Set<String> names, List<NamePattern> patterns) {

  static NameSet of(List<String> texts) {
    var patterns = texts.stream().map(NamePattern::of).toList();
    return new NameSet(
        patterns.stream()
            .filter(NamePattern::isExact)
            .map(NamePattern::text)
            .collect(Collectors.toUnmodifiableSet()),
        patterns.stream().filter(pattern -> !pattern.isExact()).toList());
  }

  boolean contains(String name) {
    return names.contains(name) || patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }
}
