package io.fleetexecutor.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * Versions of API groups that do not answer: the first few are told, and after many none is asked.
 */
final class SilentVersions {
  private static final int MOST_TOLD = 5;
  private static final int MOST = 100;

  private final List<String> told = new ArrayList<>();
  private int count;

  void add(GroupVersion version) {
    if (told.size() < MOST_TOLD) {
      told.add(version.apiVersion());
    }
    count++;
  }

  boolean areTooMany() {
    return count >= MOST;
  }

  /** What a message ends with; nothing where all have answered. */
  String message() {
    if (count == 0) {
      return "";
    }
    int more = count - told.size();
    return "; these API groups did not answer: "
        + String.join(", ", told)
        + (more > 0 ? " and %d more".formatted(more) : "")
        + (areTooMany() ? ", after which no more were asked" : "");
  }
}
