package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/** Makes attempts in this process for executions that others run. */
public interface AttemptHost {

  /** Whether it makes any more. */
  boolean isOpen();

  /** What is to be done before an attempt; fails where this process cannot make it. */
  Uni<Prepared> prepare(String executionId, String cluster);

  /** Counts as work of this process until the returned action is run. */
  Runnable begin();

  /**
   * An attempt at one cluster that only waits for a worker.
   *
   * @param owner whom the worker counts for; empty: nobody
   * @param how it is made within what is left of the cluster's timeout
   */
  record Prepared(String owner, Function<Duration, Uni<byte[]>> how) {

    /**
     * Makes it; gives the answer as {@link EventCodec} has it.
     *
     * @param timeLeft of the cluster's timeout
     */
    public Uni<byte[]> attempt(Duration timeLeft) {
      return how.apply(timeLeft);
    }
  }
}
