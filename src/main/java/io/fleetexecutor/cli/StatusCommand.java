package io.fleetexecutor.cli;

import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the service's worker pool. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    description = "Shows the service's worker pool and what runs in it.")
final class StatusCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  StatusCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (FleetClient client = server.connect()) {
      GetServerStatusResponse status =
          client.service().getServerStatus(GetServerStatusRequest.getDefaultInstance());
      screen.output(
          format.format() == OutputFormat.JSON ? List.of(JsonLines.of(status)) : table(status));
      return ExitCode.OK;
    }
  }

  private static List<String> table(GetServerStatusResponse status) {
    return new ColumnTable("VERSION", "STATUS", "WORKERS", "RUNNING", "QUEUED", "EXECUTIONS")
        .lines(
            List.of(
                List.of(
                    status.getVersion(),
                    status.getDraining() ? "draining" : "serving",
                    String.valueOf(status.getWorkerCount()),
                    String.valueOf(status.getRunningTaskCount()),
                    String.valueOf(status.getQueuedTaskCount()),
                    String.valueOf(status.getRunningExecutionCount()))));
  }
}
