package io.fleetexecutor.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Warnings of names that are there more than once: the first ones, and how many more there are. */
final class DuplicateNames {
  private static final int MOST_TOLD = 20;

  private final List<String> told = new ArrayList<>();
  private int others;

  void add(String warning) {
    if (told.size() < MOST_TOLD) {
      told.add(warning);
    } else {
      others++;
    }
  }

  Stream<String> warnings() {
    return others == 0
        ? told.stream()
        : Stream.concat(
            told.stream(), Stream.of("%d more names are there more than once".formatted(others)));
  }
}
