package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The config maps of a cluster. */
final class ConfigMaps {

  private ConfigMaps() {}

  static List<ConfigMap> of(Traits cluster) {
    List<ConfigMap> maps = new ArrayList<>();
    for (String namespace : Namespaces.NAMES) {
      maps.add(configMap(cluster, namespace, "kube-root-ca.crt", Map.of("ca.crt", "simulated\n")));
    }
    String logLevel = cluster.env().equals("prod") ? "info" : "debug";
    maps.add(
        configMap(
            cluster,
            "kube-public",
            "cluster-info",
            Map.of("name", cluster.name(), "region", cluster.region())));
    maps.add(
        configMap(
            cluster,
            "kube-system",
            "coredns",
            Map.of("Corefile", ".:53 {\n    forward . /etc/resolv.conf\n    cache 30\n}\n")));
    maps.add(
        configMap(
            cluster,
            "payments",
            "payments-config",
            Map.of("LOG_LEVEL", logLevel, "CURRENCY", "EUR", "RETRIES", "3")));
    maps.add(
        configMap(cluster, "shop", "web-config", Map.of("LOG_LEVEL", logLevel, "THEME", "light")));
    return maps;
  }

  private static ConfigMap configMap(
      Traits cluster, String namespace, String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withMetadata(
            Metadata.of(cluster, "ConfigMap", namespace, name, cluster.created().plusSeconds(30)))
        .withData(data)
        .build();
  }
}
