package io.fleetexecutor.system;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** A Deployment of one real cluster, as an operator sees and changes it apart from the service. */
record DeploymentByHand(ClusterContent cluster, String namespace, String name)
    implements AutoCloseable {

  static DeploymentByHand of(KubeClusters clusters, String cluster, String namespace, String name)
      throws IOException {
    return new DeploymentByHand(ClusterContent.of(clusters, cluster), namespace, name);
  }

  private RollableScalableResource<Deployment> deployment() {
    return cluster.client().apps().deployments().inNamespace(namespace).withName(name);
  }

  /** As {@code kubectl set image}. */
  void setImage(String image) {
    deployment().updateImage(image);
  }

  String image() {
    var template = deployment().get().getSpec().getTemplate();
    return template.getSpec().getContainers().getFirst().getImage();
  }

  String resourceVersion() {
    return deployment().get().getMetadata().getResourceVersion();
  }

  /** Counts changes of what was asked for, and none of its status. */
  long generation() {
    return deployment().get().getMetadata().getGeneration();
  }

  boolean exists() {
    return deployment().get() != null;
  }

  /** The uids of its pods that nobody has begun to delete. */
  Set<String> pods() {
    return cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withLabel("app", name)
        .list()
        .getItems()
        .stream()
        .map(Pod::getMetadata)
        .filter(metadata -> metadata.getDeletionTimestamp() == null)
        .map(metadata -> metadata.getUid())
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
