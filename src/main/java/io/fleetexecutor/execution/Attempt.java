package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionSpec;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * One try at one cluster within its timeouts; always answers, whatever the cluster or the code
 * does, and with what is known of the outcome.
 */
final class Attempt {
  private static final Logger LOG = Logger.getLogger(Attempt.class);

  private final OperationRunner runner;
  private final ScheduledExecutorService timers;
  private final ExecutionSpec spec;
  private final Duration limit;
  private final Duration clusterLimit;

  Attempt(
      OperationRunner runner,
      ScheduledExecutorService timers,
      ExecutionSpec spec,
      ExecutionPlan plan) {
    this.runner = runner;
    this.timers = timers;
    this.spec = spec;
    this.limit = plan.attemptTimeout();
    this.clusterLimit = plan.clusterTimeout();
  }

  /**
   * @param notes of this attempt alone
   * @param timeLeft of the cluster's timeout
   */
  Uni<ClusterAnswer> at(Cluster cluster, AttemptNotes notes, Duration timeLeft) {
    boolean isLimited = limit.compareTo(timeLeft) < 0;
    if (!timeLeft.isPositive()) {
      return Uni.createFrom().item(() -> end(notes, timedOut("cluster", clusterLimit, "")));
    }
    if (cluster.error() != null) {
      return Uni.createFrom().item(ClusterAnswer.failed(ClusterState.UNREACHABLE, cluster.error()));
    }
    return Uni.createFrom()
        .deferred(() -> runner.run(cluster, spec, notes))
        .ifNoItem()
        .after(isLimited ? limit : timeLeft)
        .on(timers)
        .recoverWithItem(
            () ->
                isLimited
                    ? timedOut("attempt", limit, notes.waitingFor())
                    : timedOut("cluster", clusterLimit, notes.waitingFor()))
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("the operation gave no answer"))
        .onFailure()
        .recoverWithItem(failure -> unexpected(cluster.name(), failure))
        .map(answer -> end(notes, answer));
  }

  /** The answer that ends an attempt; only a change has an outcome that may be unknown. */
  ClusterAnswer end(AttemptNotes notes, ClusterAnswer answer) {
    ClusterAnswer ended = notes.complete(answer);
    return spec.isChange() ? ended : ended.withOutcome(ended.changed(), false);
  }

  private static ClusterAnswer timedOut(String which, Duration limit, String waitingFor) {
    return ClusterAnswer.failed(
        ClusterState.TIMED_OUT,
        ClusterError.of(
            ErrorCode.DEADLINE_EXCEEDED,
            which.toUpperCase(Locale.ROOT) + "_TIMEOUT",
            "%s timeout of %s passed".formatted(which, Seconds.of(limit))
                + (waitingFor.isEmpty() ? "" : " while waiting for " + waitingFor)));
  }

  static ClusterAnswer unexpected(String cluster, Throwable failure) {
    if (!(failure instanceof CancellationException)) {
      LOG.errorf(failure, "operation on cluster %s broke", cluster);
    }
    return ClusterAnswer.failed(
        ClusterState.FAILED,
        ClusterError.of(
            ErrorCode.INTERNAL,
            "INTERNAL",
            "internal error of the service: " + failure.getClass().getSimpleName()));
  }
}
