package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.v1.ClusterResult.State;

/** Results as protobuf messages. */
final class ResultWriter {
  private ResultWriter() {}

  static io.fleetexecutor.v1.ClusterResult result(String executionId, ClusterResult result) {
    var proto =
        answer(result.answer())
            .setName(Names.clusterResult(executionId, result.cluster()))
            .setCluster(Names.cluster(result.cluster()))
            .setAttemptCount(result.attemptCount());
    if (result.startTime() != null) {
      proto
          .setStartTime(Times.timestamp(result.startTime()))
          .setDuration(Times.duration(result.duration()));
    }
    return proto.build();
  }

  /** What is the cluster's of it. */
  static io.fleetexecutor.v1.ClusterResult.Builder answer(ClusterAnswer answer) {
    var proto =
        io.fleetexecutor.v1.ClusterResult.newBuilder()
            .setState(state(answer.state()))
            .setChanged(answer.changed())
            .setFingerprint(answer.fingerprint())
            .setOutcomeUnknown(answer.outcomeUnknown())
            .setOutputTruncated(answer.outputTruncated())
            .setTotalOutputBytes(answer.totalOutputBytes());
    if (answer.error() != null) {
      proto.setError(PlanWriter.error(answer.error()));
    }
    if (answer.output() != null) {
      OutputWriter.write(answer.output(), proto);
    }
    return proto;
  }

  static State state(ClusterState state) {
    return State.valueOf("STATE_" + state.name());
  }
}
