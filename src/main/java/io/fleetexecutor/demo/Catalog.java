package io.fleetexecutor.demo;

import io.fleetexecutor.demo.Workload.Controller;
import java.util.List;
import java.util.Map;

/** What runs in a cluster; a few clusters differ, so that reading the fleet is interesting. */
final class Catalog {

  private static final String REGISTRY = "registry.k8s.io/";

  private Catalog() {}

  static List<Workload> of(Traits cluster) {
    Release release = cluster.release();
    String version = release.gitVersion();
    String nginx = cluster.number() % 5 == 3 ? "nginx:1.24.0" : "nginx:1.25.5";
    String payments =
        "ghcr.io/demo/payments:" + (cluster.env().equals("prod") ? "2.8.1" : "2.9.0-rc.1");
    int failing = cluster.number() % 7 == 4 ? 1 : 0;
    return List.of(
        controlPlane("etcd", REGISTRY + "etcd:" + release.etcd(), 2379),
        controlPlane("kube-apiserver", REGISTRY + "kube-apiserver:" + version, 6443),
        controlPlane(
            "kube-controller-manager", REGISTRY + "kube-controller-manager:" + version, 10257),
        controlPlane("kube-scheduler", REGISTRY + "kube-scheduler:" + version, 10259),
        daemon(cluster, "kube-system", "kube-proxy", REGISTRY + "kube-proxy:" + version, 10256),
        daemon(
            cluster,
            "monitoring",
            "node-exporter",
            "quay.io/prometheus/node-exporter:v1.8.2",
            9100),
        new Workload(
            "kube-system",
            "coredns",
            Controller.DEPLOYMENT,
            REGISTRY + "coredns/coredns:" + release.coredns(),
            2,
            53,
            Map.of("k8s-app", "kube-dns"),
            0),
        new Workload(
            "kube-system",
            "metrics-server",
            Controller.DEPLOYMENT,
            REGISTRY + "metrics-server/metrics-server:v0.7.2",
            1,
            10250,
            Map.of("k8s-app", "metrics-server"),
            0),
        deployment("monitoring", "prometheus", "quay.io/prometheus/prometheus:v2.55.1", 1, 9090, 0),
        deployment("payments", "payments-api", payments, 3, 8080, failing),
        deployment("payments", "payments-worker", payments, 2, 8081, 0),
        deployment("shop", "cart", "redis:7.2.5", 1, 6379, 0),
        deployment("shop", "web", nginx, 2 + cluster.number() % 3, 80, 0));
  }

  private static Workload controlPlane(String name, String image, int port) {
    Map<String, String> labels = Map.of("component", name, "tier", "control-plane");
    return new Workload("kube-system", name, Controller.NODE, image, 1, port, labels, 0);
  }

  private static Workload daemon(
      Traits cluster, String namespace, String name, String image, int port) {
    Map<String, String> labels = Map.of(namespace.equals("kube-system") ? "k8s-app" : "app", name);
    return new Workload(
        namespace, name, Controller.DAEMON_SET, image, cluster.nodes(), port, labels, 0);
  }

  private static Workload deployment(
      String namespace, String name, String image, int replicas, int port, int failing) {
    return new Workload(
        namespace,
        name,
        Controller.DEPLOYMENT,
        image,
        replicas,
        port,
        Map.of("app", name),
        failing);
  }
}
