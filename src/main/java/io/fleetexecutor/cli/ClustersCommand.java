package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.ClusterHealth;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchClustersResponse;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the clusters that the service knows, a page at a time, or follows them. */
@Command(
    name = "clusters",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Lists the clusters that the service knows, with what the last check of each found.",
      "With --watch each change is a line more, until this is interrupted."
    })
final class ClustersCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 1000;

  private final Screen screen;
  private final InstantSource clock;
  private final ColumnTable table =
      new ColumnTable("NAME", "SOURCE", "NAMESPACE", "VERSION", "LATENCY", "LABELS", "STATUS");

  @Option(
      names = {"-w", "--watch"},
      description = "Go on with every change, in the fleet and in its health.")
  private boolean watch;

  @Mixin private final SelectorOptions selector = new SelectorOptions();
  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final ReconnectOption reconnect = new ReconnectOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  ClustersCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (FleetClient client = server.connect()) {
      if (watch) {
        follow(client);
      } else {
        list(client);
      }
    }
    return ExitCode.OK;
  }

  private void list(FleetClient client) {
    ListClustersRequest.Builder request =
        ListClustersRequest.newBuilder()
            .setPageSize(PAGE_SIZE)
            .setClusterSelector(selector.selector());
    List<String> warnings = List.of();
    do {
      ListClustersResponse page = client.service().listClusters(request.build());
      if (!page.getWarningsList().equals(warnings)) {
        warnings = page.getWarningsList();
        warn(warnings);
      }
      screen.output(lines(page.getClustersList()));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
  }

  /** After the connection broke, what there is then is shown again, as at the beginning. */
  private void follow(FleetClient client) {
    var request = WatchClustersRequest.newBuilder().setClusterSelector(selector.selector()).build();
    Supplier<Iterator<WatchClustersResponse>> stream =
        () -> client.service().watchClusters(request);
    Reconnection reconnection = reconnect.reconnection(client, screen, clock);
    Iterator<WatchClustersResponse> changes = stream.get();
    boolean begun = false;
    while (true) {
      try {
        begun |= changes.hasNext();
        show(changes);
        return;
      } catch (StatusRuntimeException broken) {
        if (!begun || !reconnection.helps(broken, Context.current())) {
          throw broken;
        }
        changes = reconnection.reopen("the clusters", stream, broken);
      }
    }
  }

  /** What there is at the beginning is one table, in which every later line fits where it can. */
  private void show(Iterator<WatchClustersResponse> changes) {
    List<Cluster> first = new ArrayList<>();
    boolean completed = false;
    while (changes.hasNext()) {
      WatchClustersResponse change = changes.next();
      if (change.hasWarningsChanged()) {
        warn(change.getWarningsChanged().getWarningsList());
      } else if (format.format() == OutputFormat.JSON) {
        screen.output(List.of(JsonLines.of(change)));
      } else if (change.hasSnapshotCompleted()) {
        completed = true;
        screen.output(lines(first));
        first.clear();
      } else if (completed) {
        screen.output(line(change));
      } else {
        first.add(change.getClusterAdded());
      }
    }
  }

  private List<String> line(WatchClustersResponse change) {
    return switch (change.getEventCase()) {
      case CLUSTER_ADDED -> lines(List.of(change.getClusterAdded()));
      case CLUSTER_CHANGED -> lines(List.of(change.getClusterChanged()));
      case CLUSTER_REMOVED ->
          format.format() == OutputFormat.NAME
              ? List.of()
              : table.lines(List.of(removed(change.getClusterRemoved())));
      default -> List.of();
    };
  }

  private void warn(List<String> warnings) {
    warnings.forEach(warning -> screen.notice("warning: " + Printable.of(warning)));
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
        orNone(cluster.getHealth().getKubernetesVersion()),
        cluster.getHealth().hasLatency()
            ? DurationFormat.measured(cluster.getHealth().getLatency())
            : "<none>",
        labels(cluster),
        status(cluster));
  }

  private static List<String> removed(String cluster) {
    return List.of(
        ResourceNames.cluster(cluster),
        "<none>",
        "<none>",
        "<none>",
        "<none>",
        "<none>",
        "removed");
  }

  private static String status(Cluster cluster) {
    if (cluster.hasError()) {
      return cluster.getError().getMessage();
    }
    if (!cluster.hasHealth()) {
      return "not checked yet";
    }
    ClusterHealth health = cluster.getHealth();
    return (health.getReachable() ? "ok" : "unreachable")
        + (health.getCircuitOpen() ? ", not asked" : "")
        + (health.hasError() ? ": " + health.getError().getMessage() : "");
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "<none>" : text;
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
