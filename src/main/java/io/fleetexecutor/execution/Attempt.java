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
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * One try at one cluster within its timeouts; always answers, whatever the cluster or the code
 * does.
 */
final class Attempt {
  private static final Logger LOG = Logger.getLogger(Attempt.class);

  private final OperationRunner runner;
  private final ScheduledExecutorService timers;
  private final ExecutionSpec spec;
  private final Duration limit;
  private final ClusterAnswer overrun;

  Attempt(
      OperationRunner runner,
      ScheduledExecutorService timers,
      ExecutionSpec spec,
      ExecutionPlan plan) {
    this.runner = runner;
    this.timers = timers;
    this.spec = spec;
    boolean attemptIsShorter = plan.attemptTimeout().compareTo(plan.clusterTimeout()) <= 0;
    this.limit = attemptIsShorter ? plan.attemptTimeout() : plan.clusterTimeout();
    this.overrun =
        attemptIsShorter
            ? timedOut("ATTEMPT_TIMEOUT", "attempt", limit)
            : timedOut("CLUSTER_TIMEOUT", "cluster", limit);
  }

  Uni<ClusterAnswer> at(Cluster cluster) {
    if (cluster.error() != null) {
      return Uni.createFrom().item(ClusterAnswer.failed(ClusterState.UNREACHABLE, cluster.error()));
    }
    return Uni.createFrom()
        .deferred(() -> runner.run(cluster, spec.operation(), spec.outputPolicy()))
        .ifNoItem()
        .after(limit)
        .on(timers)
        .recoverWithItem(overrun)
        .onFailure()
        .recoverWithItem(failure -> unexpected(cluster.name(), failure));
  }

  private static ClusterAnswer timedOut(String reason, String which, Duration limit) {
    return ClusterAnswer.failed(
        ClusterState.TIMED_OUT,
        ClusterError.of(
            ErrorCode.DEADLINE_EXCEEDED,
            reason,
            "%s timeout of %s passed".formatted(which, Seconds.of(limit))));
  }

  static ClusterAnswer unexpected(String cluster, Throwable failure) {
    LOG.errorf(failure, "operation on cluster %s broke", cluster);
    return ClusterAnswer.failed(
        ClusterState.FAILED,
        ClusterError.of(
            ErrorCode.INTERNAL,
            "INTERNAL",
            "internal error of the service: " + failure.getClass().getSimpleName()));
  }
}
