package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of nodes. */
final class NodeColumns {

  private static final String ROLE = "node-role.kubernetes.io/";

  static final TablePrinter<Node> NODES =
      new TablePrinter<>(
          Node.class,
          List.of(
              Column.name(),
              Column.text("Status", "Whether the node takes pods.", NodeColumns::status),
              Column.text("Roles", "The roles of the node.", NodeColumns::roles),
              Column.age(),
              info("Version", "Version of the kubelet.", NodeSystemInfo::getKubeletVersion),
              address("Internal-IP", "InternalIP").wide(),
              address("External-IP", "ExternalIP").wide(),
              info("OS-Image", "Operating system.", NodeSystemInfo::getOsImage).wide(),
              info("Kernel-Version", "Kernel.", NodeSystemInfo::getKernelVersion).wide(),
              info(
                      "Container-Runtime",
                      "Container runtime.",
                      NodeSystemInfo::getContainerRuntimeVersion)
                  .wide()));

  private NodeColumns() {}

  private static Column<Node> info(
      String name, String description, Function<NodeSystemInfo, String> value) {
    return Column.text(name, description, node -> value.apply(node.getStatus().getNodeInfo()));
  }

  private static Column<Node> address(String name, String type) {
    return Column.text(
        name,
        "The node's address of type " + type + ".",
        node ->
            node.getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals(type))
                .map(address -> address.getAddress())
                .findFirst()
                .orElse("<none>"));
  }

  private static String status(Node node) {
    boolean ready =
        node.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    boolean cordoned = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    return (ready ? "Ready" : "NotReady") + (cordoned ? ",SchedulingDisabled" : "");
  }

  private static String roles(Node node) {
    String roles =
        node.getMetadata().getLabels().keySet().stream()
            .filter(label -> label.startsWith(ROLE))
            .map(label -> label.substring(ROLE.length()))
            .sorted()
            .collect(Collectors.joining(","));
    return roles.isEmpty() ? "<none>" : roles;
  }
}
