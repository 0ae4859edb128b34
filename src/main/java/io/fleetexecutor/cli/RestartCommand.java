package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.RestartWorkload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Replaces the pods of a workload. */
@Command(
    name = "restart",
    description = "Replaces a workload's pods in each cluster, as kubectl rollout restart does.")
final class RestartCommand extends OperationCommand {
  @Mixin private final ObjectArgument object = new ObjectArgument();
  @Mixin private final ReadyOption ready = new ReadyOption();

  RestartCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder()
        .setRestartWorkload(
            RestartWorkload.newBuilder().setRef(object.ref()).setAwaitReady(ready.await()))
        .build();
  }
}
