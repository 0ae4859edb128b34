package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs an operation and shows each cluster's result as it finishes. */
@Command(
    name = "execute",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    description = "Runs one operation on every selected cluster.")
final class ExecuteCommand implements SpecAction {
  private final Screen screen;
  private final InstantSource clock;

  @Mixin private final LaunchOptions launch = new LaunchOptions();

  ExecuteCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public int run(OperationCommand command) throws Exception {
    ExecutionSpec spec = command.spec();
    try (FleetClient client = command.connect()) {
      return new Launch(client, new Display(screen, clock, command.output().display()), launch)
          .run(ExecuteRequest.newBuilder().setSpec(spec), spec);
    }
  }
}
