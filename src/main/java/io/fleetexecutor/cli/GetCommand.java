package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.GetResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads one object. */
@Command(name = "get", description = "Reads one object in each cluster.")
final class GetCommand extends OperationCommand {
  @Mixin private final ObjectArgument object = new ObjectArgument();

  GetCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder()
        .setGetResource(GetResource.newBuilder().setRef(object.ref()))
        .build();
  }
}
