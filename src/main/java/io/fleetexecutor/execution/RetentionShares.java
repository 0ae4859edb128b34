package io.fleetexecutor.execution;

import io.fleetexecutor.log.LogUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What each caller has of the executions that are kept. Where they are too many or too large,
 * whoever has the most loses the oldest: nobody loses anything while another has more.
 */
final class RetentionShares {
  private final Map<String, Share> shares = new HashMap<>();
  private int count;
  private long bytes;

  /**
   * @param callers the name of the caller of an execution, by its id
   */
  RetentionShares(List<LogUsage> oldestFirst, UnaryOperator<String> callers) {
    for (LogUsage each : oldestFirst) {
      shares
          .computeIfAbsent(callers.apply(each.executionId()), caller -> new Share())
          .add(new Ranked(count, each));
      count++;
      bytes += each.bytes();
    }
  }

  /**
   * Takes out those that have to go, in that order, until the others are within the limits: first
   * from whoever has the most executions, then from whoever has the most bytes; among equals from
   * whoever has the oldest execution.
   */
  List<LogUsage> takeExcess(int maxCount, long maxBytes) {
    List<LogUsage> excess = new ArrayList<>();
    take(() -> count > maxCount, Comparator.comparingInt(Share::count), excess);
    take(() -> bytes > maxBytes, Comparator.comparingLong(Share::bytes), excess);
    return excess;
  }

  private void take(BooleanSupplier isTooMuch, Comparator<Share> size, List<LogUsage> excess) {
    var largestFirst =
        new PriorityQueue<Share>(size.reversed().thenComparingInt(Share::oldestRank));
    largestFirst.addAll(shares.values());
    while (isTooMuch.getAsBoolean() && !largestFirst.isEmpty()) {
      Share largest = largestFirst.remove();
      LogUsage oldest = largest.removeOldest();
      count--;
      bytes -= oldest.bytes();
      excess.add(oldest);
      if (largest.count() > 0) {
        largestFirst.add(largest);
      }
    }
    shares.values().removeIf(share -> share.count() == 0);
  }

  /** An execution and how many are older. */
  private record Ranked(int rank, LogUsage usage) {}

  private static final class Share {
    private final Deque<Ranked> oldestFirst = new ArrayDeque<>();
    private long bytes;

    void add(Ranked execution) {
      oldestFirst.add(execution);
      bytes += execution.usage().bytes();
    }

    LogUsage removeOldest() {
      LogUsage oldest = oldestFirst.remove().usage();
      bytes -= oldest.bytes();
      return oldest;
    }

    int count() {
      return oldestFirst.size();
    }

    long bytes() {
      return bytes;
    }

    int oldestRank() {
      return oldestFirst.element().rank();
    }
  }
}
