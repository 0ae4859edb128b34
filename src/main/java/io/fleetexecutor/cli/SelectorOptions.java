package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterSelector;
import java.util.List;
import picocli.CommandLine.Option;

/** Which clusters a command is about. */
final class SelectorOptions {
  @Option(
      names = "--clusters",
      paramLabel = "NAME",
      split = ",",
      description =
          "Names of clusters, or patterns with * and ?; repeatable, comma separated (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--cluster-labels",
      paramLabel = "SELECTOR",
      description =
          "Label selector of the clusters, as in kubectl's -l: env=prod,region in (eu,us),!legacy.")
  private String labelSelector = "";

  @Option(
      names = "--exclude",
      paramLabel = "NAME",
      split = ",",
      description = "Clusters to leave out, as in --clusters.")
  private List<String> excludedNames = List.of();

  ClusterSelector.Builder selector() {
    return ClusterSelector.newBuilder()
        .addAllNames(names)
        .setLabelSelector(labelSelector)
        .addAllExcludedNames(excludedNames);
  }
}
