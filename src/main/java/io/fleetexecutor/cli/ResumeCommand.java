package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ResumeExecutionRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets a paused execution go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description =
        "Lifts an execution's pause, or else approves the wave that waits for it; prints the state"
            + " that the execution is in then.")
final class ResumeCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ExecutionArgument execution = new ExecutionArgument();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it goes on.")
  private String reason = "";

  @Option(
      names = "--wave",
      paramLabel = "N",
      description =
          "Approve the next wave after wave N, as fleet plan numbers them, and nothing else.")
  private @Nullable Integer wave;

  @Mixin private final ServerOptions server = new ServerOptions();

  ResumeCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    ResumeExecutionRequest request = request();
    try (FleetClient client = server.connect()) {
      return new StateChange(screen, command.commandLine())
          .tell(() -> client.service().resumeExecution(request).getExecution());
    }
  }

  private ResumeExecutionRequest request() {
    ResumeExecutionRequest.Builder request =
        ResumeExecutionRequest.newBuilder().setName(execution.name()).setReason(reason);
    if (wave != null) {
      if (wave < 1) {
        throw new ParameterException(
            command.commandLine(), "--wave is '%d'; waves are numbered from 1".formatted(wave));
      }
      request.setApprovedWaveIndex(wave - 1);
    }
    return request.build();
  }
}
