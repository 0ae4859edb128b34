package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.stream.Collectors;

/** The table of services. */
final class ServiceColumns {

  static final TablePrinter<Service> SERVICES =
      new TablePrinter<>(
          Service.class,
          List.of(
              Column.name(),
              Column.text("Type", "How it is exposed.", service -> service.getSpec().getType()),
              Column.text(
                  "Cluster-IP",
                  "Address inside the cluster.",
                  service -> service.getSpec().getClusterIP()),
              Column.text(
                  "External-IP", "Addresses outside the cluster.", ServiceColumns::external),
              Column.text("Port(s)", "Ports of the service.", ServiceColumns::ports),
              Column.age(),
              Column.<Service>text(
                      "Selector",
                      "Which pods it leads to.",
                      service -> AppsColumns.labels(service.getSpec().getSelector()))
                  .wide()));

  private ServiceColumns() {}

  private static String external(Service service) {
    String addresses =
        service.getStatus().getLoadBalancer().getIngress().stream()
            .map(LoadBalancerIngress::getIp)
            .collect(Collectors.joining(","));
    return addresses.isEmpty() ? "<none>" : addresses;
  }

  private static String ports(Service service) {
    return service.getSpec().getPorts().stream()
        .map(ServiceColumns::port)
        .collect(Collectors.joining(","));
  }

  private static String port(ServicePort port) {
    String node = port.getNodePort() == null ? "" : ":" + port.getNodePort();
    return port.getPort() + node + "/" + port.getProtocol();
  }
}
