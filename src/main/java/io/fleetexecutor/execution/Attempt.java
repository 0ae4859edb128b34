package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.pool.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * One try at one cluster within its timeouts; always answers, whatever the cluster or the code
 * does, and with what is known of the outcome.
 */
final class Attempt {
  private static final Logger LOG = Logger.getLogger(Attempt.class);

  private static final ClusterError LOST =
      ClusterError.of(
          ErrorCode.ABORTED, "REPLICA_LOST", "the replica that ran this is not there any more");

  private final Attempting how;
  private final Execution execution;
  private final Duration limit;
  private final Duration clusterLimit;

  Attempt(Attempting how, Execution execution) {
    ExecutionPlan plan = execution.plan();
    this.how = how;
    this.execution = execution;
    this.limit = plan.attemptTimeout();
    this.clusterLimit = plan.clusterTimeout();
  }

  /** Whom its worker counts for; empty: nobody. */
  String owner() {
    return execution.owner();
  }

  /** For one attempt. */
  AttemptNotes notes() {
    return new AttemptNotes(how.mayAct());
  }

  /**
   * @param notes of this attempt alone
   * @param timeLeft of the cluster's timeout
   */
  Uni<ClusterAnswer> by(Worker worker, Cluster cluster, AttemptNotes notes, Duration timeLeft) {
    return worker instanceof RemoteWorker remote
        ? elsewhere(remote, cluster, notes, timeLeft)
        : at(cluster, notes, timeLeft);
  }

  private Uni<ClusterAnswer> elsewhere(
      RemoteWorker worker, Cluster cluster, AttemptNotes notes, Duration timeLeft) {
    return Uni.createFrom()
        .deferred(
            () -> {
              notes.sending();
              return worker.attempt(timeLeft);
            })
        .map(how.codec()::answer)
        .invoke(answer -> notes.settled(answer.changed()))
        .onFailure(LostWorkerException.class)
        .recoverWithItem(lost -> lost(notes, (LostWorkerException) lost))
        .onFailure()
        .recoverWithItem(failure -> unexpected(cluster.name(), failure))
        .map(answer -> end(notes, answer));
  }

  private static ClusterAnswer lost(AttemptNotes notes, LostWorkerException lost) {
    if (lost.hadBegun()) {
      return ClusterAnswer.interrupted(LOST);
    }
    notes.settled(false);
    return ClusterAnswer.failed(ClusterState.INTERRUPTED, LOST);
  }

  /** In this process. */
  Uni<ClusterAnswer> at(Cluster cluster, AttemptNotes notes, Duration timeLeft) {
    boolean isLimited = limit.compareTo(timeLeft) < 0;
    if (!timeLeft.isPositive()) {
      return Uni.createFrom().item(() -> end(notes, timedOut("cluster", clusterLimit, "")));
    }
    if (!how.mayAct().getAsBoolean()) {
      return Uni.createFrom()
          .item(() -> end(notes, ClusterAnswer.failed(ClusterState.INTERRUPTED, LOST)));
    }
    if (cluster.error() != null) {
      return Uni.createFrom().item(ClusterAnswer.failed(ClusterState.UNREACHABLE, cluster.error()));
    }
    return Uni.createFrom()
        .deferred(() -> how.runner().run(cluster, execution, notes))
        .ifNoItem()
        .after(isLimited ? limit : timeLeft)
        .on(how.timers())
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
    ClusterAnswer ended =
        notes.complete(
            notes.isFenced() ? ClusterAnswer.failed(ClusterState.INTERRUPTED, LOST) : answer);
    return execution.spec().isChange() ? ended : ended.withOutcome(ended.changed(), false);
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
