package io.fleetexecutor.api;

import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.label.LabelSelectorException;
import io.fleetexecutor.model.ClusterSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cluster selector; the lists are bounded, so that no request costs more than it should.
 */
final class SelectorReader {
  static final int MOST_NAMES = 10_000;
  static final int MOST_PATTERNS = 100;
  static final int LONGEST_NAME = 1_024;

  private SelectorReader() {}

  static ClusterSelector read(
      io.fleetexecutor.v1.ClusterSelector proto, String path, Violations violations) {
    names(proto.getNamesList(), path + ".names", violations);
    labels(proto.getLabelSelector(), path + ".label_selector", violations);
    names(proto.getExcludedNamesList(), path + ".excluded_names", violations);
    if (proto.hasExpectedClusterCount()) {
      violations.check(
          proto.getExpectedClusterCount() >= 1,
          path + ".expected_cluster_count",
          "is %d, must be at least 1".formatted(proto.getExpectedClusterCount()));
    }
    return new ClusterSelector(
        proto.getNamesList(),
        proto.getLabelSelector(),
        proto.getExcludedNamesList(),
        proto.hasExpectedClusterCount() ? proto.getExpectedClusterCount() : null);
  }

  /** Null where it is none, and that is noted, or where nobody wants to know. */
  static @Nullable LabelSelector labels(String selector, String field, Violations violations) {
    if (violations.areIgnored()) {
      return null;
    }
    try {
      return LabelSelector.parse(selector);
    } catch (LabelSelectorException e) {
      violations.add(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void names(List<String> names, String path, Violations violations) {
    violations.check(
        names.size() <= MOST_NAMES,
        path,
        "has %,d entries, at most %,d are allowed".formatted(names.size(), MOST_NAMES));
    long patterns = names.stream().filter(ClusterSelector::isPattern).count();
    violations.check(
        patterns <= MOST_PATTERNS,
        path,
        "has %,d patterns, at most %,d are allowed".formatted(patterns, MOST_PATTERNS));
    for (int i = 0; i < names.size(); i++) {
      String field = "%s[%d]".formatted(path, i);
      violations.check(!names.get(i).isEmpty(), field, "is empty, must be a name or a pattern");
      violations.atMost(names.get(i), LONGEST_NAME, field);
    }
  }
}
