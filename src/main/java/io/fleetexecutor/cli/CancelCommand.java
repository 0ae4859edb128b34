package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CancelExecutionRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops executions; one that cannot be stopped does not keep the others from it. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Stops executions, and prints the state that each is in then.")
final class CancelCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ExecutionsArgument executions = new ExecutionsArgument();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is stopped.")
  private String reason = "";

  @Mixin private final ServerOptions server = new ServerOptions();

  CancelCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    StateChange change = new StateChange(screen, command.commandLine());
    try (FleetClient client = server.connect()) {
      return executions.each(
          name ->
              change.tell(() -> client.service().cancelExecution(request(name)).getExecution()));
    }
  }

  private CancelExecutionRequest request(String name) {
    return CancelExecutionRequest.newBuilder().setName(name).setReason(reason).build();
  }
}
