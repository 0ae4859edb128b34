package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ScaleWorkload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets how many replicas a workload has. */
@Command(name = "scale", description = "Sets how many replicas a workload has in each cluster.")
final class ScaleCommand extends OperationCommand {
  @Mixin private final ObjectArgument object = new ObjectArgument();

  @Option(
      names = "--replicas",
      required = true,
      paramLabel = "N",
      description = "How many replicas, 0 or more.")
  private int replicas;

  @Mixin private final ReadyOption ready = new ReadyOption();

  ScaleCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder()
        .setScaleWorkload(
            ScaleWorkload.newBuilder()
                .setRef(object.ref())
                .setReplicaCount(replicas)
                .setAwaitReady(ready.await()))
        .build();
  }
}
