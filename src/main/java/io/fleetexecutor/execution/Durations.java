package io.fleetexecutor.execution;

import java.time.Duration;
import java.util.Arrays;

/** How long the clusters took: eight bytes each, however large their answers. */
final class Durations {
  private long[] nanos = new long[16];
  private int count;

  void add(Duration duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = duration.toNanos();
  }

  int count() {
    return count;
  }

  Duration average() {
    return count == 0 ? Duration.ZERO : total().dividedBy(count);
  }

  Duration min() {
    return percentile(0);
  }

  Duration max() {
    return percentile(100);
  }

  /** By nearest rank: this many of 100 took no longer. */
  Duration percentile(int percent) {
    if (count == 0) {
      return Duration.ZERO;
    }
    Arrays.sort(nanos, 0, count);
    int rank = Math.max(1, (int) Math.ceilDiv((long) count * percent, 100L));
    return Duration.ofNanos(nanos[rank - 1]);
  }

  private Duration total() {
    return Arrays.stream(nanos, 0, count)
        .mapToObj(Duration::ofNanos)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
