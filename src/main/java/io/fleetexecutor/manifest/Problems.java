package io.fleetexecutor.manifest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** Collects what is wrong; more than 100 things are not told. */
final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  void add(Place place, @Nullable Mark mark, String description) {
    add(place.at(mark) + ": " + description);
  }

  void add(String description) {
    if (!isFull()) {
      problems.add(new Problem(description));
    }
  }

  int count() {
    return problems.size();
  }

  boolean isFull() {
    return problems.size() >= Limits.PROBLEMS;
  }

  void throwIfAny() throws ManifestException {
    if (!problems.isEmpty()) {
      throw new ManifestException(problems);
    }
  }
}
