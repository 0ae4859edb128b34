package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.ResourceTable;
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
          case OBJECTS ->
              objects(
                  cluster,
                  result.getObjects().getObjectsList().stream().map(KubernetesObject::getRef));
          case TABLE ->
              objects(
                  cluster, result.getTable().getRowsList().stream().map(ResourceTable.Row::getRef));
          case HEALTH -> Stream.of(cluster);
          case OUTPUT_NOT_SET -> Stream.empty();
        };
    return names.map(Printable::of).toList();
  }

  private static Stream<String> objects(String cluster, Stream<ResourceRef> refs) {
    return refs.map(ref -> cluster + "/" + ResourceNames.object(ref));
  }
}
