package io.fleetexecutor.access;

import io.fleetexecutor.model.Cluster;
import java.util.List;
import java.util.stream.Collectors;

/** Tells which permissions are missing where. */
final class Shortages {
  private static final int NAMED = 10;

  private Shortages() {}

  /** Nothing, where there are no clusters. */
  static void add(List<String> missing, String what, List<Cluster> clusters) {
    if (!clusters.isEmpty()) {
      missing.add(what + " in " + names(clusters));
    }
  }

  private static String names(List<Cluster> clusters) {
    String named =
        clusters.stream().limit(NAMED).map(Cluster::name).collect(Collectors.joining(", "));
    int more = clusters.size() - NAMED;
    return (clusters.size() == 1 ? "cluster " : "clusters ")
        + named
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
