package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import java.util.Map;

/** The services of a cluster. */
final class Services {

  private Services() {}

  static List<Service> of(Traits cluster) {
    return List.of(
        service(cluster, "default", "kubernetes", "10.96.0.1", 443, 6443, Map.of()),
        service(
            cluster,
            "kube-system",
            "kube-dns",
            "10.96.0.10",
            53,
            53,
            Map.of("k8s-app", "kube-dns")),
        service(cluster, "monitoring", "prometheus", "10.96.14.90", 9090, 9090, app("prometheus")),
        service(cluster, "payments", "payments-api", "10.96.31.7", 80, 8080, app("payments-api")),
        service(cluster, "shop", "cart", "10.96.52.20", 6379, 6379, app("cart")),
        balanced(cluster, service(cluster, "shop", "web", "10.96.52.21", 80, 80, app("web"))));
  }

  private static Map<String, String> app(String name) {
    return Map.of("app", name);
  }

  private static Service service(
      Traits cluster,
      String namespace,
      String name,
      String clusterIp,
      int port,
      int targetPort,
      Map<String, String> selector) {
    return new ServiceBuilder()
        .withMetadata(
            Metadata.of(
                cluster, "Service", namespace, name, cluster.created().plusSeconds(60), selector))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP(clusterIp)
        .withClusterIPs(clusterIp)
        .withIpFamilies("IPv4")
        .withIpFamilyPolicy("SingleStack")
        .withSessionAffinity("None")
        .withSelector(selector)
        .addNewPort()
        .withPort(port)
        .withProtocol("TCP")
        .withNewTargetPort(targetPort)
        .endPort()
        .endSpec()
        .withNewStatus()
        .withNewLoadBalancer()
        .endLoadBalancer()
        .endStatus()
        .build();
  }

  private static Service balanced(Traits cluster, Service service) {
    return new ServiceBuilder(service)
        .editSpec()
        .withType("LoadBalancer")
        .editFirstPort()
        .withNodePort(30_080)
        .endPort()
        .endSpec()
        .editStatus()
        .editLoadBalancer()
        // 203.0.113.0/24 is reserved for documentation.
        .addNewIngress()
        .withIp("203.0.113." + (1 + cluster.number() % 254))
        .endIngress()
        .endLoadBalancer()
        .endStatus()
        .build();
  }
}
