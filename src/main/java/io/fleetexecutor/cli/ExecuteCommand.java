package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs an operation and shows each cluster's result as it finishes. */
@Command(
    name = "execute",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    description = "Runs one operation on every selected cluster.")
record ExecuteCommand(Screen screen, InstantSource clock) implements SpecAction {

  @Override
  public int run(OperationCommand command) throws Exception {
    ExecuteRequest request =
        ExecuteRequest.newBuilder()
            .setSpec(command.spec())
            .setDisconnectAction(DisconnectAction.DISCONNECT_ACTION_CANCEL)
            .build();
    try (FleetClient client = command.connect()) {
      return new ExecutionRun(
              screen, List.of(printer(command), new ClusterNotices(screen), progress(command)))
          .run(() -> client.service().execute(request));
    }
  }

  private ExecutionListener printer(OperationCommand command) {
    return switch (command.output().format()) {
      case TABLE -> command.table(screen, false);
      case WIDE -> command.table(screen, true);
      case JSON -> new JsonPrinter(screen);
      case NAME -> new NamePrinter(screen);
    };
  }

  private ExecutionListener progress(OperationCommand command) {
    if (!command.output().progress()) {
      return new ExecutionListener() {};
    }
    return screen.terminal().interactive()
        ? new LiveProgress(screen)
        : new ProgressLines(screen, clock);
  }
}
