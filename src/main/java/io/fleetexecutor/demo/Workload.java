package io.fleetexecutor.demo;

import java.util.Map;

/**
 * Something that runs in a cluster: its controllers and pods are made from it, so they agree.
 *
 * @param failing how many of its pods do not become ready
 */
record Workload(
    String namespace,
    String name,
    Controller controller,
    String image,
    int replicas,
    int port,
    Map<String, String> labels,
    int failing) {

  enum Controller {
    DEPLOYMENT,
    DAEMON_SET,
    /** A static pod of the control plane. */
    NODE
  }

  int ready() {
    return replicas - failing;
  }

  boolean hostNetwork() {
    return controller != Controller.DEPLOYMENT;
  }

  String templateHash(Traits cluster) {
    return cluster.suffix(namespace + "/" + name + "@" + image, 10);
  }

  String replicaSet(Traits cluster) {
    return name + "-" + templateHash(cluster);
  }

  String podName(Traits cluster, int index) {
    String suffix = cluster.suffix(namespace + "/" + name + "#" + index, 5);
    return switch (controller) {
      case DEPLOYMENT -> replicaSet(cluster) + "-" + suffix;
      case DAEMON_SET -> name + "-" + suffix;
      case NODE -> name + "-" + Nodes.name(cluster, 0);
    };
  }

  /** Static pods live on the control plane's node, daemons everywhere, the rest on the workers. */
  int nodeOf(Traits cluster, int index) {
    return switch (controller) {
      case NODE -> 0;
      case DAEMON_SET -> index;
      case DEPLOYMENT -> 1 + (cluster.pick(namespace + name, 7) + index) % (cluster.nodes() - 1);
    };
  }
}
