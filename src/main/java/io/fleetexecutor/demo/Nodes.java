package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The nodes of a cluster: the first is the control plane, the others run the workloads. */
final class Nodes {

  private static final Map<String, Quantity> CAPACITY =
      Map.of(
          "cpu", new Quantity("4"), "memory", new Quantity("16374Mi"), "pods", new Quantity("110"));
  private static final Map<String, Quantity> ALLOCATABLE =
      Map.of(
          "cpu",
          new Quantity("3920m"),
          "memory",
          new Quantity("15350Mi"),
          "pods",
          new Quantity("110"));

  private Nodes() {}

  static String name(Traits cluster, int index) {
    return cluster.name() + (index == 0 ? "-control-plane" : "-worker-" + index);
  }

  static String address(Traits cluster, int index) {
    return "10."
        + (cluster.number() >> 8 & 0x7f)
        + "."
        + (cluster.number() & 0xff)
        + "."
        + (10 + index);
  }

  static List<Node> of(Traits cluster) {
    return IntStream.range(0, cluster.nodes()).mapToObj(i -> node(cluster, i)).toList();
  }

  private static Node node(Traits cluster, int index) {
    String name = name(cluster, index);
    // In some clusters the last node is being drained for maintenance.
    boolean cordoned = cluster.number() % 9 == 6 && index == cluster.nodes() - 1;
    Release release = cluster.release();
    NodeBuilder node =
        new NodeBuilder()
            .withMetadata(
                Metadata.of(
                    cluster,
                    "Node",
                    null,
                    name,
                    cluster.created().plusSeconds(20L * index),
                    labels(cluster, name, index)))
            .withNewSpec()
            .withPodCIDR("10.244." + index + ".0/24")
            .withUnschedulable(cordoned ? true : null)
            .endSpec()
            .withNewStatus()
            .withCapacity(CAPACITY)
            .withAllocatable(ALLOCATABLE)
            .addNewAddress(address(cluster, index), "InternalIP")
            .addNewAddress(name, "Hostname")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withReason("KubeletReady")
            .withMessage("kubelet is posting ready status")
            .withLastTransitionTime(cluster.created().plus(Duration.ofMinutes(1)).toString())
            .endCondition()
            .withNewNodeInfo()
            .withArchitecture("amd64")
            .withOperatingSystem("linux")
            .withOsImage("Debian GNU/Linux 12 (bookworm)")
            .withKernelVersion("6.1.0-28-amd64")
            .withContainerRuntimeVersion("containerd://" + release.containerd())
            .withKubeletVersion(release.gitVersion())
            .withKubeProxyVersion(release.gitVersion())
            .endNodeInfo()
            .endStatus();
    if (index == 0) {
      Taint taint = new Taint("NoSchedule", "node-role.kubernetes.io/control-plane", null, null);
      node.editSpec().addToTaints(taint).endSpec();
    }
    return node.build();
  }

  private static Map<String, String> labels(Traits cluster, String name, int index) {
    Map<String, String> labels = new HashMap<>();
    labels.put("kubernetes.io/hostname", name);
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("topology.kubernetes.io/region", cluster.region());
    labels.put("topology.kubernetes.io/zone", cluster.region() + "abc".charAt(index % 3));
    if (index == 0) {
      labels.put("node-role.kubernetes.io/control-plane", "");
    }
    return labels;
  }
}
