package io.fleetexecutor.pool;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work for one cluster. The function is called once, when the task has a worker, and must not
 * block; without a timeout the task may take as long as it likes.
 *
 * @param admission asked when the task has a worker; false: it is NOT_STARTED
 */
public record Task<T>(
    String clusterName,
    @Nullable Function<Worker, Uni<T>> execute,
    @Nullable Duration timeout,
    BooleanSupplier admission) {

  public static <T> Task<T> of(String clusterName, Supplier<Uni<T>> execute) {
    return new Task<>(
        clusterName, execute == null ? null : worker -> execute.get(), null, () -> true);
  }

  /** Work that runs wherever its worker is. */
  public static <T> Task<T> anywhere(String clusterName, Function<Worker, Uni<T>> execute) {
    return new Task<>(clusterName, execute, null, () -> true);
  }

  /**
   * Work that blocks, on a virtual thread of its own. Cancelling or timing out interrupts it, and
   * its worker is free once it has returned, so work that ignores interrupts keeps its worker.
   */
  public static <T> Task<T> blocking(String clusterName, Callable<T> work) {
    return of(clusterName, () -> new BlockingCall<>(clusterName, work));
  }

  public Task<T> withTimeout(Duration timeout) {
    return new Task<>(clusterName, execute, timeout, admission);
  }

  /** Starts only where this is true once there is a worker; it must not block or throw. */
  public Task<T> admittedBy(BooleanSupplier admission) {
    return new Task<>(clusterName, execute, timeout, admission);
  }

  void validate() {
    if (clusterName == null || clusterName.isBlank()) {
      throw new PoolException("task must have a cluster name");
    }
    if (execute == null) {
      throw new PoolException("task must have an execute function");
    }
  }

  Uni<T> start(Worker worker) {
    validate();
    Uni<T> uni = requireNonNull(execute).apply(worker);
    if (uni == null) {
      throw new PoolException("task returned no Uni");
    }
    return uni;
  }
}
