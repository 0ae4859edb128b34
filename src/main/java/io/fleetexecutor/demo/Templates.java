package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pod template of a workload, shared by its controllers and its pods. */
final class Templates {

  private static final String HASH = "pod-template-hash";
  private static final ResourceRequirements RESOURCES =
      new ResourceRequirementsBuilder()
          .addToRequests("cpu", new Quantity("100m"))
          .addToRequests("memory", new Quantity("128Mi"))
          .build();

  private Templates() {}

  static PodSpec spec(Workload workload) {
    PodSpec spec = new PodSpec();
    spec.setContainers(List.of(container(workload)));
    spec.setHostNetwork(workload.hostNetwork() ? true : null);
    spec.setRestartPolicy("Always");
    spec.setDnsPolicy("ClusterFirst");
    spec.setServiceAccountName("default");
    spec.setTerminationGracePeriodSeconds(30L);
    return spec;
  }

  private static Container container(Workload workload) {
    ContainerPort port = new ContainerPort();
    port.setContainerPort(workload.port());
    port.setProtocol("TCP");
    Container container = new Container();
    container.setName(workload.name());
    container.setImage(workload.image());
    container.setImagePullPolicy("IfNotPresent");
    container.setPorts(List.of(port));
    container.setResources(RESOURCES);
    return container;
  }

  static PodTemplateSpec template(Workload workload, Map<String, String> labels) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setLabels(labels);
    return new PodTemplateSpec(metadata, spec(workload));
  }

  static LabelSelector selector(Map<String, String> labels) {
    LabelSelector selector = new LabelSelector();
    selector.setMatchLabels(labels);
    return selector;
  }

  /** The labels of a replica set's pods tell it from the deployment's other ones. */
  static Map<String, String> hashed(Workload workload, Traits cluster) {
    Map<String, String> labels = new HashMap<>(workload.labels());
    labels.put(HASH, workload.templateHash(cluster));
    return labels;
  }
}
