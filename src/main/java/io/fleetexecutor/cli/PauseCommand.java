package io.fleetexecutor.cli;

import io.fleetexecutor.v1.PauseExecutionRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pauses executions; one that cannot be paused does not keep the others from it. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Lets no further cluster start, and prints the state that each execution is in then.",
      "Clusters that run go on to their end. See fleet resume."
    })
final class PauseCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ExecutionsArgument executions = new ExecutionsArgument();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is paused.")
  private String reason = "";

  @Mixin private final ServerOptions server = new ServerOptions();

  PauseCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    StateChange change = new StateChange(screen, command.commandLine());
    try (FleetClient client = server.connect()) {
      return executions.each(
          name -> change.tell(() -> client.service().pauseExecution(request(name)).getExecution()));
    }
  }

  private PauseExecutionRequest request(String name) {
    return PauseExecutionRequest.newBuilder().setName(name).setReason(reason).build();
  }
}
