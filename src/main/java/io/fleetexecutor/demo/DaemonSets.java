package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.util.List;
import java.util.Map;

/** The daemon sets of a cluster: one pod on each node. */
final class DaemonSets {

  private DaemonSets() {}

  static List<DaemonSet> of(Traits cluster) {
    return Catalog.of(cluster).stream()
        .filter(workload -> workload.controller() == Workload.Controller.DAEMON_SET)
        .map(workload -> daemonSet(cluster, workload))
        .toList();
  }

  private static DaemonSet daemonSet(Traits cluster, Workload workload) {
    DaemonSet daemonSet = new DaemonSet();
    daemonSet.setMetadata(
        Metadata.of(cluster, "DaemonSet", workload, workload.name(), workload.labels()));
    daemonSet.setSpec(spec(workload));
    daemonSet.setStatus(status(workload));
    return daemonSet;
  }

  private static DaemonSetSpec spec(Workload workload) {
    DaemonSetSpec spec = new DaemonSetSpec();
    spec.setSelector(Templates.selector(workload.labels()));
    spec.setTemplate(Templates.template(workload, workload.labels()));
    spec.getTemplate().getSpec().setNodeSelector(Map.of("kubernetes.io/os", "linux"));
    return spec;
  }

  private static DaemonSetStatus status(Workload workload) {
    DaemonSetStatus status = new DaemonSetStatus();
    status.setObservedGeneration(1L);
    status.setDesiredNumberScheduled(workload.replicas());
    status.setCurrentNumberScheduled(workload.replicas());
    status.setUpdatedNumberScheduled(workload.replicas());
    status.setNumberReady(workload.ready());
    status.setNumberAvailable(workload.ready());
    status.setNumberMisscheduled(0);
    return status;
  }
}
