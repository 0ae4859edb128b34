package io.fleetexecutor.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/** The most that is live in a heap since the last look, sampled every second. */
final class HeapSampler implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final LongAccumulator most = new LongAccumulator(Math::max, 0);

  HeapSampler(Heap heap) {
    timer.scheduleWithFixedDelay(() -> most.accumulate(heap.liveBytes()), 1, 1, TimeUnit.SECONDS);
  }

  long mostMebibytes() {
    return most.getThenReset() >> 20;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
