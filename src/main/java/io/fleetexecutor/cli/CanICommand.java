package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CheckPermissionRequest;
import io.fleetexecutor.v1.CheckPermissionResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the service what the caller may do. */
@Command(
    name = "can-i",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Tells whether the service permits you something, and where it does not.",
      "Exits with 0 if it does in every cluster, else with 1."
    })
final class CanICommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "PERMISSION",
      description = "As in the service's policy: restart_workload, view_executions, ...")
  private String permission = "";

  @Option(
      names = "--resource",
      paramLabel = "RESOURCE",
      description = "A plural with its group: pods, deployments.apps (default: all).")
  private String resource = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "In this namespace (default: in all of them).")
  private String namespace = "";

  @Option(names = "--dry-run", description = "If nothing is changed.")
  private boolean dryRun;

  @Mixin private final SelectorOptions clusters = new SelectorOptions();
  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  CanICommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (FleetClient client = server.connect()) {
      CheckPermissionResponse answer = client.service().checkPermission(request());
      screen.output(
          format.format() == OutputFormat.JSON ? List.of(JsonLines.of(answer)) : lines(answer));
      return answer.getPermitted() ? ExitCode.OK : ExitCode.CLUSTERS_FAILED;
    }
  }

  private CheckPermissionRequest request() {
    return CheckPermissionRequest.newBuilder()
        .setPermission(permission)
        .setResource(resource)
        .setNamespace(namespace)
        .setDryRun(dryRun)
        .setClusterSelector(clusters.selector())
        .build();
  }

  private static List<String> lines(CheckPermissionResponse answer) {
    List<String> lines = new ArrayList<>();
    String who = " (%s)".formatted(answer.getCaller());
    if (answer.getPermitted()) {
      lines.add("yes, in %s".formatted(ClusterCountText.of(answer.getClusterCount())) + who);
    } else if (answer.getClusterCount() == 0) {
      lines.add("no, there is no such cluster for you" + who);
    } else {
      lines.add(
          "no, in %d of %s"
                  .formatted(
                      answer.getRefusedClustersCount(),
                      ClusterCountText.of(answer.getClusterCount()))
              + who);
      answer
          .getRefusedClustersList()
          .forEach(name -> lines.add("  " + ResourceNames.cluster(name)));
    }
    return lines;
  }
}
