package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.Execution;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(
      arity = "1..*",
      paramLabel = "EXECUTION",
      converter = ExecutionName.class,
      description = "The executions: executions/ID, or the ID alone.")
  private List<String> executions = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is stopped.")
  private String reason = "";

  @Mixin private final ServerOptions server = new ServerOptions();

  CancelCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (FleetClient client = server.connect()) {
      return executions.stream()
          .mapToInt(execution -> cancel(client, execution))
          .max()
          .orElse(ExitCode.OK);
    }
  }

  private int cancel(FleetClient client, String name) {
    try {
      Execution execution =
          client
              .service()
              .cancelExecution(
                  CancelExecutionRequest.newBuilder().setName(name).setReason(reason).build())
              .getExecution();
      screen.output(Printable.of(execution.getName() + "  " + StateNames.of(execution.getState())));
      return ExitCode.OK;
    } catch (StatusRuntimeException failure) {
      return new CallErrors(screen).tell(failure, command.commandLine());
    }
  }
}
