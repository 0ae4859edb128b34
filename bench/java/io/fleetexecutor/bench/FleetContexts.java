package io.fleetexecutor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kubeconfig of a simulated fleet that is too large for one file. */
final class FleetContexts {
  private static final int CONTEXTS_PER_FILE = 10_000;

  private FleetContexts() {}

  /** The value of KUBECONFIG. */
  static String write(Fleet fleet) throws IOException {
    List<String> clusters = fleet.clusters();
    List<String> files = new ArrayList<>();
    for (int first = 0; first < clusters.size(); first += CONTEXTS_PER_FILE) {
      Path file = Files.createTempFile("bench", ".kubeconfig");
      file.toFile().deleteOnExit();
      var contexts = new StringBuilder("contexts:\n");
      var servers = new StringBuilder("clusters:\n");
      for (String name :
          clusters.subList(first, Math.min(clusters.size(), first + CONTEXTS_PER_FILE))) {
        contexts.append("- {name: %1$s, context: {cluster: %1$s}}%n".formatted(name));
        servers.append(
            "- {name: %1$s, cluster: {server: \"%2$s/clusters/%1$s\"}}%n"
                .formatted(name, fleet.process().ready()));
      }
      files.add(Files.writeString(file, contexts.append(servers)).toString());
    }
    return String.join(":", files);
  }
}
