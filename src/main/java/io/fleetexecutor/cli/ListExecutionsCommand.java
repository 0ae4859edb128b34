package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.ListExecutionsResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the executions that the service keeps, a page at a time, until there are enough. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Lists executions, the newest first.")
final class ListExecutionsCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 1000;

  private final Screen screen;
  private final InstantSource clock;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description =
          "For example: state = RUNNING OR create_time > \"2026-01-31T00:00:00Z\". Fields: state,"
              + " caller, display_name, create_time, end_time.")
  private String filter = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many; 0: all (default: 20).")
  private int limit;

  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  ListExecutionsCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new ParameterException(
          command.commandLine(), "--limit is '%d'; it must be 0 or more".formatted(limit));
    }
    ExecutionRows rows = new ExecutionRows(clock.instant(), format.format() == OutputFormat.WIDE);
    ColumnTable table = new ColumnTable(rows.header());
    int left = limit == 0 ? Integer.MAX_VALUE : limit;
    ListExecutionsRequest.Builder request = ListExecutionsRequest.newBuilder().setFilter(filter);
    try (FleetClient client = server.connect()) {
      do {
        request.setPageSize(Math.min(left, PAGE_SIZE));
        ListExecutionsResponse page = client.service().listExecutions(request.build());
        screen.output(lines(page.getExecutionsList(), table, rows));
        left -= page.getExecutionsCount();
        request.setPageToken(page.getNextPageToken());
      } while (left > 0 && !request.getPageToken().isEmpty());
    }
    if (!request.getPageToken().isEmpty()) {
      screen.notice("There are more; see --limit and --filter.");
    }
    return ExitCode.OK;
  }

  private List<String> lines(List<Execution> executions, ColumnTable table, ExecutionRows rows) {
    return switch (format.format()) {
      case TABLE, WIDE -> table.lines(executions.stream().map(rows::row).toList());
      case JSON -> executions.stream().map(JsonLines::of).toList();
      case NAME -> executions.stream().map(Execution::getName).map(Printable::of).toList();
    };
  }
}
