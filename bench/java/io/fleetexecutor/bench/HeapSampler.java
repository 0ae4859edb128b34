package io.fleetexecutor.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/** The most that is live in a heap since the last look, sampled every second, or less often. */
final class HeapSampler implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final LongAccumulator most = new LongAccumulator(Math::max, 0);

  HeapSampler(Heap heap) {
    this(heap, 1);
  }

  /** Each look stops the other JVM for a full collection, which is long where much is live. */
  HeapSampler(Heap heap, int seconds) {
    timer.scheduleWithFixedDelay(
        () -> most.accumulate(heap.liveBytes()), seconds, seconds, TimeUnit.SECONDS);
  }

  long mostMebibytes() {
    return most.getThenReset() >> 20;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
