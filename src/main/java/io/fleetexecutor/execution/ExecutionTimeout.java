package io.fleetexecutor.execution;

import io.fleetexecutor.model.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Ends an execution that takes too long, counted from its acceptance. */
final class ExecutionTimeout {
  private ExecutionTimeout() {}

  /**
   * @return ends the wait for it
   */
  static Runnable schedule(Execution accepted, Clockwork clockwork, Consumer<Stop> stop) {
    Duration limit = accepted.plan().executionTimeout();
    if (limit == null) {
      return () -> {};
    }
    Instant due = accepted.createTime().plus(limit);
    Future<?> timeout =
        clockwork
            .timers()
            .schedule(
                () -> stop.accept(Stop.timedOut(limit)),
                TimeUnit.NANOSECONDS.convert(Duration.between(clockwork.clock().instant(), due)),
                TimeUnit.NANOSECONDS);
    return () -> timeout.cancel(false);
  }
}
