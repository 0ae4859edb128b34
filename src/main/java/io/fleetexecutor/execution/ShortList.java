package io.fleetexecutor.execution;

import java.util.List;

/** Lists for messages: the first few, and how many more there are. */
final class ShortList {
  private ShortList() {}

  static String of(List<String> items, int limit) {
    String first = String.join(", ", items.subList(0, Math.min(limit, items.size())));
    return items.size() <= limit ? first : "%s and %d more".formatted(first, items.size() - limit);
  }
}
