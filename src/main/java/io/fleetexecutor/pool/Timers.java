package io.fleetexecutor.pool;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The timeouts of all pools that were not given a scheduler: one daemon thread, however many pools.
 */
final class Timers {
  private static final ScheduledExecutorService SHARED = create();

  private Timers() {}

  static ScheduledExecutorService shared() {
    return SHARED;
  }

  private static ScheduledExecutorService create() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("worker-pool-timers").factory());
    // A task that is done keeps nothing in the queue until its timeout would have been due.
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }
}
