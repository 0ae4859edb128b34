package io.fleetexecutor.api;

import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;

/** Executions and how they go, as protobuf messages. */
final class ExecutionWriter {
  private ExecutionWriter() {}

  static io.fleetexecutor.v1.Execution execution(Execution execution) {
    var proto =
        io.fleetexecutor.v1.Execution.newBuilder()
            .setName(Names.execution(execution.id()))
            .setSpec(SpecWriter.spec(execution.spec()))
            .setState(state(execution.state()))
            .setStateReason(execution.stateReason())
            .setPlan(PlanWriter.plan(execution.plan()))
            .setCaller(execution.caller().name())
            .addAllCallerGroups(execution.caller().groups())
            .setCallerUid(execution.caller().uid())
            .setSecretsShown(execution.showsSecrets())
            .setCreateTime(Times.timestamp(execution.createTime()));
    if (!execution.retryOf().isEmpty()) {
      proto.setRetryOf(Names.execution(execution.retryOf()));
    }
    if (execution.endTime() != null) {
      proto.setEndTime(Times.timestamp(execution.endTime()));
    }
    if (execution.summary() != null) {
      proto.setSummary(SummaryWriter.summary(execution.summary()));
    }
    return proto.build();
  }

  static io.fleetexecutor.v1.Execution.State state(ExecutionState state) {
    return io.fleetexecutor.v1.Execution.State.valueOf("STATE_" + state.name());
  }
}
