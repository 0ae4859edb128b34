package io.fleetexecutor.api;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import org.jspecify.annotations.Nullable;

/** Executions and results out of the messages that {@link ExecutionWriter} made of them. */
final class ExecutionReader {
  private ExecutionReader() {}

  static Execution execution(io.fleetexecutor.v1.Execution proto) {
    return new Execution(
        Names.executionId(proto.getName()),
        new Caller(proto.getCaller(), proto.getCallerGroupsList(), proto.getCallerUid()),
        proto.getRetryOf().isEmpty() ? "" : Names.executionId(proto.getRetryOf()),
        // It was checked when it was accepted, perhaps with other limits.
        new SpecReader(Violations.ignored(), Long.MAX_VALUE).read(proto.getSpec()),
        PlanReader.plan(proto.getPlan()),
        state(proto.getState()),
        proto.getStateReason(),
        Times.instant(proto.getCreateTime()),
        proto.hasEndTime() ? Times.instant(proto.getEndTime()) : null,
        proto.hasSummary() ? SummaryReader.summary(proto.getSummary()) : null,
        proto.getSecretsShown());
  }

  /** A result without its output. */
  static ClusterResult result(io.fleetexecutor.v1.ClusterResult proto) {
    return new ClusterResult(
        Names.clusterName(proto.getCluster()),
        proto.getAttemptCount(),
        proto.hasStartTime() ? Times.instant(proto.getStartTime()) : null,
        Times.duration(proto.getDuration()),
        answer(proto));
  }

  /** An answer without its output. */
  static ClusterAnswer answer(io.fleetexecutor.v1.ClusterResult proto) {
    return new ClusterAnswer(
        state(proto.getState()),
        proto.hasError() ? error(proto.getError()) : null,
        null,
        proto.getOutputTruncated(),
        proto.getTotalOutputBytes(),
        proto.getChanged(),
        proto.getOutcomeUnknown(),
        proto.getFingerprint());
  }

  static ClusterError error(io.fleetexecutor.v1.ClusterError proto) {
    return new ClusterError(
        ErrorCode.of(proto.getCodeValue()),
        proto.getReason(),
        proto.getMessage(),
        httpStatus(proto),
        proto.hasRetryAfter() ? Times.duration(proto.getRetryAfter()) : null);
  }

  private static @Nullable Integer httpStatus(io.fleetexecutor.v1.ClusterError proto) {
    return proto.getHttpStatus() == 0 ? null : proto.getHttpStatus();
  }

  static ClusterState state(io.fleetexecutor.v1.ClusterResult.State proto) {
    return ClusterState.valueOf(withoutPrefix(proto));
  }

  static ExecutionState state(io.fleetexecutor.v1.Execution.State proto) {
    return ExecutionState.valueOf(withoutPrefix(proto));
  }

  private static String withoutPrefix(Enum<?> proto) {
    return proto.name().substring("STATE_".length());
  }
}
