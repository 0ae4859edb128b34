package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CheckHealth;
import io.fleetexecutor.v1.ClusterOperation;
import picocli.CommandLine.Command;

/** Asks each cluster whether it is ready. */
@Command(name = "health", description = "Asks each cluster whether it is ready, and its version.")
final class HealthCommand extends OperationCommand {

  HealthCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder().setCheckHealth(CheckHealth.getDefaultInstance()).build();
  }
}
