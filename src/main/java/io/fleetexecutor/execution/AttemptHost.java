package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Makes attempts in this process for executions that others run. */
public interface AttemptHost {

  /** Whether it makes any more. */
  boolean isOpen();

  /** What is to be done before an attempt; fails where this process cannot make it. */
  Uni<Prepared> prepare(String executionId, String cluster);

  /** Counts as work of this process until the returned action is run. */
  Runnable begin();

  /** An attempt at one cluster that only waits for a worker. */
  @FunctionalInterface
  interface Prepared {

    /**
     * Makes it; gives the answer as {@link EventCodec} has it.
     *
     * @param timeLeft of the cluster's timeout
     */
    Uni<byte[]> attempt(Duration timeLeft);
  }
}
