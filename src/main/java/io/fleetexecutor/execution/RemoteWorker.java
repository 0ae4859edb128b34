package io.fleetexecutor.execution;

import io.fleetexecutor.pool.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Port: a worker of another process. */
public interface RemoteWorker extends Worker {

  /**
   * Has it make the attempt that it was asked for, once. Gives the answer as {@link EventCodec} has
   * it; fails with {@link LostWorkerException}.
   *
   * @param timeLeft of the cluster's timeout
   */
  Uni<byte[]> attempt(Duration timeLeft);
}
