package io.fleetexecutor.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.ClusterObject.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the Secrets that tell Argo CD of the clusters that it deploys to. */
record ArgoCdSecrets(Set<String> commands, Map<String, String> environment) {
  static final String SOURCE = "argo-cd";
  static final String SELECTOR = "argocd.argoproj.io/secret-type=cluster";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A Secret without a name for its cluster gives it its own. */
  Optional<ClusterTarget> target(ClusterObject secret) {
    String name = name(secret);
    return Optional.of(
        secret.target(
            name, name, secret.labels(), SOURCE, "INVALID_CLUSTER_SECRET", () -> access(secret)));
  }

  private static String name(ClusterObject secret) {
    try {
      String name = secret.data("name");
      return name.isEmpty() ? secret.key().name() : name;
    } catch (InvalidContextException e) {
      return secret.key().name();
    }
  }

  private Access access(ClusterObject secret) {
    ArgoCdConfig config = new ArgoCdConfig(secret, config(secret));
    var origin =
        new KubeconfigOrigin.RemoteObject(secret.toString(), commands, ArgoCdConfig.FIELDS);
    MergedKubeconfig kubeconfig =
        new MergedKubeconfig(
            List.of(new KubeconfigDocument(origin, config.kubeconfig())), duplicate -> {});
    return new Access(
        new ContextReader(kubeconfig, environment)
            .endpoint(kubeconfig.contexts().firstEntry().getValue()),
        null);
  }

  private static JsonNode config(ClusterObject secret) {
    String text = secret.data("config");
    if (text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode config = JSON.readTree(text);
      if (config.isObject()) {
        return config;
      }
    } catch (JsonProcessingException e) {
      // told below, without any of it
    }
    throw secret.invalid("key config is no JSON object");
  }
}
