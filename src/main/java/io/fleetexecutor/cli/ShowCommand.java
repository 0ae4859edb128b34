package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClusterResultsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one execution, and the results of its clusters a page at a time. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    description = "Shows an execution as it is now, and its clusters' results so far.")
final class ShowCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 1000;

  private final Screen screen;

  @Mixin private final ExecutionArgument execution = new ExecutionArgument();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description =
          "Only these results, for example: state != SUCCEEDED AND cluster = \"prod-*\". Fields:"
              + " state, cluster.")
  private String filter = "";

  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  ShowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    ResultRows rows = new ResultRows(format.format() == OutputFormat.WIDE);
    ColumnTable table = new ColumnTable(rows.header());
    ListClusterResultsRequest.Builder request =
        ListClusterResultsRequest.newBuilder()
            .setParent(execution.name())
            .setPageSize(PAGE_SIZE)
            .setFilter(filter);
    try (FleetClient client = server.connect()) {
      List<String> lines = new ArrayList<>(lines(client.execution(execution.name())));
      do {
        ListClusterResultsResponse page = client.service().listClusterResults(request.build());
        lines.addAll(lines(page.getClusterResultsList(), table, rows));
        screen.output(lines);
        lines.clear();
        request.setPageToken(page.getNextPageToken());
      } while (!request.getPageToken().isEmpty());
    }
    return ExitCode.OK;
  }

  private List<String> lines(Execution shown) {
    return switch (format.format()) {
      case TABLE, WIDE -> {
        List<String> lines = new ArrayList<>(ExecutionText.of(shown));
        lines.add("");
        yield lines;
      }
      case JSON -> List.of(JsonLines.of(shown));
      case NAME -> List.of();
    };
  }

  private List<String> lines(List<ClusterResult> results, ColumnTable table, ResultRows rows) {
    return switch (format.format()) {
      case TABLE, WIDE -> table.lines(results.stream().map(rows::row).toList());
      case JSON -> results.stream().map(JsonLines::of).toList();
      case NAME ->
          results.stream()
              .map(ClusterResult::getCluster)
              .map(ResourceNames::cluster)
              .map(Printable::of)
              .toList();
    };
  }
}
