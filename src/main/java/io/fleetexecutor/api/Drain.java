package io.fleetexecutor.api;

import io.fleetexecutor.execution.Executions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * The end of the service: no new execution, those that run may go on for the grace period and are
 * then stopped; the server closes after every stream has told its summary.
 */
public final class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Set<CompletableFuture<Void>> openStreams = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> endlessStreams = ConcurrentHashMap.newKeySet();
  private final Executions executions;
  private final ScheduledExecutorService timers;
  private final Duration gracePeriod;

  public Drain(Executions executions, ScheduledExecutorService timers, Duration gracePeriod) {
    this.executions = executions;
    this.timers = timers;
    this.gracePeriod = gracePeriod;
  }

  /** Counts a stream as open until the returned action is run. */
  Runnable openStream() {
    var stream = new CompletableFuture<Void>();
    openStreams.add(stream);
    return () -> {
      openStreams.remove(stream);
      stream.complete(null);
    };
  }

  /** Runs an action that ends a stream when all others have ended, but for the returned one. */
  Runnable openEndlessStream(Runnable end) {
    endlessStreams.add(end);
    return () -> endlessStreams.remove(end);
  }

  /** Starts the drain, and completes when the server may close. */
  public Uni<Void> drain() {
    if (executions.runningCount() > 0) {
      LOG.infof("draining: %d executions may go on for %s", executions.runningCount(), gracePeriod);
    }
    return executions
        .drain(gracePeriod)
        .chain(this::streamsClosed)
        .ifNoItem()
        .after(gracePeriod.plus(LAST_WORDS))
        .on(timers)
        .recoverWithUni(Uni.createFrom()::voidItem)
        .invoke(() -> endlessStreams.forEach(Runnable::run));
  }

  private Uni<Void> streamsClosed() {
    return Uni.createFrom()
        .completionStage(
            () -> CompletableFuture.allOf(openStreams.toArray(CompletableFuture[]::new)));
  }
}
