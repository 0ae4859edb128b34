package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deployments of a cluster. */
final class Deployments {

  private static final DeploymentStrategy STRATEGY =
      new DeploymentStrategy(
          new RollingUpdateDeployment(new IntOrString("25%"), new IntOrString("25%")),
          "RollingUpdate");

  private Deployments() {}

  static List<Deployment> of(Traits cluster) {
    return Catalog.of(cluster).stream()
        .filter(workload -> workload.controller() == Workload.Controller.DEPLOYMENT)
        .map(workload -> deployment(cluster, workload))
        .toList();
  }

  private static Deployment deployment(Traits cluster, Workload workload) {
    ObjectMeta metadata =
        Metadata.of(cluster, "Deployment", workload, workload.name(), workload.labels());
    metadata.setAnnotations(Map.of("deployment.kubernetes.io/revision", "1"));
    Deployment deployment = new Deployment();
    deployment.setMetadata(metadata);
    deployment.setSpec(spec(workload));
    deployment.setStatus(status(cluster, workload));
    return deployment;
  }

  private static DeploymentSpec spec(Workload workload) {
    DeploymentSpec spec = new DeploymentSpec();
    spec.setReplicas(workload.replicas());
    spec.setSelector(Templates.selector(workload.labels()));
    spec.setTemplate(Templates.template(workload, workload.labels()));
    spec.setStrategy(STRATEGY);
    spec.setRevisionHistoryLimit(10);
    spec.setProgressDeadlineSeconds(600);
    return spec;
  }

  private static DeploymentStatus status(Traits cluster, Workload workload) {
    DeploymentStatus status = new DeploymentStatus();
    status.setObservedGeneration(1L);
    status.setReplicas(workload.replicas());
    status.setUpdatedReplicas(workload.replicas());
    status.setReadyReplicas(positive(workload.ready()));
    status.setAvailableReplicas(positive(workload.ready()));
    status.setUnavailableReplicas(positive(workload.failing()));
    status.setConditions(List.of(available(cluster, workload)));
    return status;
  }

  private static DeploymentCondition available(Traits cluster, Workload workload) {
    boolean available = workload.failing() == 0;
    String since = Metadata.rolledOut(cluster, workload).plusSeconds(12).toString();
    DeploymentCondition condition = new DeploymentCondition();
    condition.setType("Available");
    condition.setStatus(available ? "True" : "False");
    condition.setReason(available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable");
    condition.setMessage(
        available
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.");
    condition.setLastUpdateTime(since);
    condition.setLastTransitionTime(since);
    return condition;
  }

  /** API servers leave a count of zero out. */
  private static @Nullable Integer positive(int count) {
    return count > 0 ? Integer.valueOf(count) : null;
  }
}
