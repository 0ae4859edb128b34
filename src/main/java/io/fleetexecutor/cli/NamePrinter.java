package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import java.util.List;
import java.util.stream.Stream;

/** Objects as cluster/kind.group/name; clusters alone where the operation reads none. */
record NamePrinter(Screen screen) implements ExecutionListener {

  @Override
  public void finished(ClusterResult result) {
    screen.output(names(result));
  }

  private static List<String> names(ClusterResult result) {
    String cluster = ResourceNames.cluster(result.getCluster());
    Stream<String> names =
        switch (result.getOutputCase()) {
          case HEALTH, RAW_RESPONSE -> Stream.of(cluster);
          default ->
              ResultRefs.of(result).stream().map(ref -> cluster + "/" + ResourceNames.object(ref));
        };
    return names.map(Printable::of).toList();
  }
}
