package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.Context;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.ClusterObject.Access;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the Secrets that hold a kubeconfig for each cluster that Cluster API made. */
record ClusterApiSecrets(Set<String> commands, Map<String, String> environment) {
  static final String SOURCE = "cluster-api";
  static final String NAME_LABEL = "cluster.x-k8s.io/cluster-name";
  static final String TYPE = "cluster.x-k8s.io/secret";
  private static final String KEY = "value";

  /** Empty where it is one of the other Secrets of a cluster, for example its authority. */
  Optional<ClusterTarget> target(ClusterObject secret) {
    Map<String, String> labels = secret.labels();
    String cluster = labels.getOrDefault(NAME_LABEL, "");
    if (!secret.text("type").equals(TYPE) || !secret.key().name().equals(cluster + "-kubeconfig")) {
      return Optional.empty();
    }
    return Optional.of(
        secret.target(
            cluster, cluster, labels, SOURCE, "INVALID_CLUSTER_SECRET", () -> access(secret)));
  }

  private Access access(ClusterObject secret) {
    String text = secret.data(KEY);
    if (text.isEmpty()) {
      throw secret.invalid("key " + KEY + " is missing; it holds the kubeconfig");
    }
    var origin = new KubeconfigOrigin.RemoteObject(secret + ": key " + KEY, commands, Map.of());
    KubeconfigDocument document = document(origin, text);
    MergedKubeconfig kubeconfig = new MergedKubeconfig(List.of(document), duplicate -> {});
    MergedKubeconfig.Entry<Context> context = kubeconfig.current(document);
    return new Access(
        new ContextReader(kubeconfig, environment).endpoint(context),
        context.value().getNamespace());
  }

  private static KubeconfigDocument document(KubeconfigOrigin origin, String text) {
    try {
      return KubeconfigDocument.parse(origin, text);
    } catch (IOException e) {
      throw new InvalidContextException(origin.name() + " " + e.getMessage());
    }
  }
}
