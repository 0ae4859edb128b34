package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClusterResultsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows one execution, and the results of its clusters a page at a time. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
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

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final GroupOptions groups = new GroupOptions();
  @Mixin private final ServerOptions server = new ServerOptions();

  ShowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    boolean grouped = groups.grouped(format.format());
    if (grouped && !filter.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "--filter is for single results; groups are of all clusters, so that --group and --diff"
              + " do not go with it");
    }
    try (FleetClient client = server.connect()) {
      if (grouped) {
        showGroups(client);
      } else {
        showResults(client);
      }
    }
    return ExitCode.OK;
  }

  private void showGroups(FleetClient client) {
    // Read first, so that there is a result for whatever it counts.
    Execution shown = client.execution(execution.name());
    GroupPrinter printer = new GroupPrinter(screen, shown.getSpec(), groups.diff());
    results(client, page -> page.forEach(printer::finished));
    screen.output(withEmptyLine(ExecutionText.head(shown)));
    printer.ended(shown);
  }

  private void showResults(FleetClient client) {
    ResultRows rows = new ResultRows(format.format() == OutputFormat.WIDE);
    ColumnTable table = new ColumnTable(rows.header());
    List<String> lines = new ArrayList<>(lines(client.execution(execution.name())));
    results(
        client,
        page -> {
          lines.addAll(lines(page, table, rows));
          screen.output(lines);
          lines.clear();
        });
  }

  private void results(FleetClient client, Consumer<List<ClusterResult>> pages) {
    ListClusterResultsRequest.Builder request =
        ListClusterResultsRequest.newBuilder()
            .setParent(execution.name())
            .setPageSize(PAGE_SIZE)
            .setFilter(filter);
    do {
      ListClusterResultsResponse page = client.service().listClusterResults(request.build());
      pages.accept(page.getClusterResultsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
  }

  private List<String> lines(Execution shown) {
    return switch (format.format()) {
      case TABLE, WIDE -> withEmptyLine(ExecutionText.of(shown, screen.terminal().outputColumns()));
      case JSON -> List.of(JsonLines.of(shown));
      case NAME -> List.of();
    };
  }

  private static List<String> withEmptyLine(List<String> lines) {
    return Stream.concat(lines.stream(), Stream.of("")).toList();
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
