package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the clusters that the service knows, a page at a time. */
@Command(
    name = "clusters",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Lists the clusters that the service knows.")
final class ClustersCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 1000;

  private final Screen screen;
  private final ColumnTable table =
      new ColumnTable("NAME", "SOURCE", "NAMESPACE", "LABELS", "STATUS");

  @Mixin private final SelectorOptions selector = new SelectorOptions();
  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  ClustersCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    ListClustersRequest.Builder request =
        ListClustersRequest.newBuilder()
            .setPageSize(PAGE_SIZE)
            .setClusterSelector(selector.selector());
    try (FleetClient client = server.connect()) {
      do {
        ListClustersResponse page = client.service().listClusters(request.build());
        page.getWarningsList()
            .forEach(warning -> screen.notice("warning: " + Printable.of(warning)));
        screen.output(lines(page.getClustersList()));
        request.setPageToken(page.getNextPageToken());
      } while (!request.getPageToken().isEmpty());
    }
    return ExitCode.OK;
  }

  private List<String> lines(List<Cluster> clusters) {
    return switch (format.format()) {
      case TABLE, WIDE -> table.lines(clusters.stream().map(ClustersCommand::row).toList());
      case JSON -> clusters.stream().map(JsonLines::of).toList();
      case NAME -> clusters.stream().map(ClustersCommand::name).map(Printable::of).toList();
    };
  }

  private static List<String> row(Cluster cluster) {
    return List.of(
        name(cluster),
        cluster.getSource(),
        cluster.getDefaultNamespace(),
        labels(cluster),
        cluster.hasError() ? cluster.getError().getMessage() : "ok");
  }

  private static String name(Cluster cluster) {
    return ResourceNames.cluster(cluster.getName());
  }

  private static String labels(Cluster cluster) {
    return cluster.getLabelsMap().isEmpty()
        ? "<none>"
        : cluster.getLabelsMap().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted()
            .collect(Collectors.joining(","));
  }
}
