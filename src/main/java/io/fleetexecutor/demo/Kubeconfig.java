package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedClusterBuilder;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.NamedContextBuilder;
import java.util.List;

/** The kubeconfig of a simulated fleet: everyone is the user "demo", without credentials. */
final class Kubeconfig {

  private static final String USER = "demo";

  private Kubeconfig() {}

  static Config of(List<SimulatedCluster> clusters) {
    return new ConfigBuilder()
        .withClusters(clusters.stream().map(Kubeconfig::cluster).toList())
        .withContexts(clusters.stream().map(Kubeconfig::context).toList())
        .addNewUser()
        .withName(USER)
        .withNewUser()
        .endUser()
        .endUser()
        .withCurrentContext(clusters.getFirst().name())
        .build();
  }

  private static NamedCluster cluster(SimulatedCluster cluster) {
    return new NamedClusterBuilder()
        .withName(cluster.name())
        .withNewCluster()
        .withServer(cluster.serverUrl())
        .endCluster()
        .build();
  }

  private static NamedContext context(SimulatedCluster cluster) {
    return new NamedContextBuilder()
        .withName(cluster.name())
        .withNewContext()
        .withCluster(cluster.name())
        .withUser(USER)
        .endContext()
        .build();
  }
}
