package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pods of a cluster, as many as their controllers say. */
final class Pods {

  private Pods() {}

  static List<Pod> of(Traits cluster) {
    List<Pod> pods = new ArrayList<>();
    for (Workload workload : Catalog.of(cluster)) {
      for (int i = 0; i < workload.replicas(); i++) {
        pods.add(pod(cluster, workload, i, pods.size()));
      }
    }
    return pods;
  }

  private static Pod pod(Traits cluster, Workload workload, int index, int address) {
    int node = workload.nodeOf(cluster, index);
    String hostIp = Nodes.address(cluster, node);
    String podIp = workload.hostNetwork() ? hostIp : "10.244." + node + "." + (2 + address);
    Instant created = Metadata.rolledOut(cluster, workload).plusSeconds(2L + index);
    Pod pod = new Pod();
    pod.setMetadata(metadata(cluster, workload, index, created));
    pod.setSpec(Templates.spec(workload));
    pod.getSpec().setNodeName(Nodes.name(cluster, node));
    pod.setStatus(PodStatuses.of(workload, index >= workload.failing(), created, hostIp, podIp));
    return pod;
  }

  private static ObjectMeta metadata(
      Traits cluster, Workload workload, int index, Instant created) {
    Map<String, String> labels =
        workload.controller() == Workload.Controller.DEPLOYMENT
            ? Templates.hashed(workload, cluster)
            : workload.labels();
    String name = workload.podName(cluster, index);
    ObjectMeta metadata = Metadata.of(cluster, "Pod", workload.namespace(), name, created, labels);
    metadata.setOwnerReferences(List.of(owner(cluster, workload)));
    return metadata;
  }

  private static OwnerReference owner(Traits cluster, Workload workload) {
    String namespace = workload.namespace();
    return switch (workload.controller()) {
      case DEPLOYMENT ->
          Metadata.owner(cluster, "apps/v1", "ReplicaSet", namespace, workload.replicaSet(cluster));
      case DAEMON_SET ->
          Metadata.owner(cluster, "apps/v1", "DaemonSet", namespace, workload.name());
      case NODE -> Metadata.owner(cluster, "v1", "Node", null, Nodes.name(cluster, 0));
    };
  }
}
