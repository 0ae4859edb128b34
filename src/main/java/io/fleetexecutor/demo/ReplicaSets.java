package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetSpec;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import java.util.List;
import java.util.Map;

/** The replica sets of a cluster: one for each deployment. */
final class ReplicaSets {

  private ReplicaSets() {}

  static List<ReplicaSet> of(Traits cluster) {
    return Catalog.of(cluster).stream()
        .filter(workload -> workload.controller() == Workload.Controller.DEPLOYMENT)
        .map(workload -> replicaSet(cluster, workload))
        .toList();
  }

  private static ReplicaSet replicaSet(Traits cluster, Workload workload) {
    Map<String, String> labels = Templates.hashed(workload, cluster);
    ReplicaSet replicaSet = new ReplicaSet();
    replicaSet.setMetadata(metadata(cluster, workload, labels));
    replicaSet.setSpec(spec(workload, labels));
    replicaSet.setStatus(status(workload));
    return replicaSet;
  }

  private static ObjectMeta metadata(
      Traits cluster, Workload workload, Map<String, String> labels) {
    ObjectMeta metadata =
        Metadata.of(cluster, "ReplicaSet", workload, workload.replicaSet(cluster), labels);
    metadata.setOwnerReferences(
        List.of(
            Metadata.owner(
                cluster, "apps/v1", "Deployment", workload.namespace(), workload.name())));
    return metadata;
  }

  private static ReplicaSetSpec spec(Workload workload, Map<String, String> labels) {
    ReplicaSetSpec spec = new ReplicaSetSpec();
    spec.setReplicas(workload.replicas());
    spec.setSelector(Templates.selector(labels));
    spec.setTemplate(Templates.template(workload, labels));
    return spec;
  }

  private static ReplicaSetStatus status(Workload workload) {
    ReplicaSetStatus status = new ReplicaSetStatus();
    status.setObservedGeneration(1L);
    status.setReplicas(workload.replicas());
    status.setFullyLabeledReplicas(workload.replicas());
    status.setReadyReplicas(workload.ready());
    status.setAvailableReplicas(workload.ready());
    return status;
  }
}
