package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ClusterTarget;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Objects of a management cluster, as its API server gives them. */
final class ClusterObjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClusterObjects() {}

  static ObjectNode json(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param data in plain text
   */
  static ObjectNode secret(
      String type, String name, Map<String, String> labels, Map<String, String> data) {
    ObjectNode secret = JSON.createObjectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret").put("type", type);
    ObjectNode metadata = secret.putObject("metadata").put("name", name).put("namespace", "fleet");
    labels.forEach(metadata.putObject("labels")::put);
    ObjectNode encoded = secret.putObject("data");
    data.forEach((key, text) -> encoded.put(key, base64(text)));
    return secret;
  }

  static ObjectNode clusterApi(String cluster, String kubeconfig) {
    return secret(
        "cluster.x-k8s.io/secret",
        cluster + "-kubeconfig",
        Map.of("cluster.x-k8s.io/cluster-name", cluster, "env", "prod"),
        Map.of("value", kubeconfig));
  }

  static ObjectNode argoCd(String name, Map<String, String> data) {
    return secret(
        "Opaque", name, Map.of("argocd.argoproj.io/secret-type", "cluster", "env", "prod"), data);
  }

  static ClusterObject of(ObjectNode object) {
    return new ClusterObject(object.path("kind").asText(), object);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String problem(ClusterTarget target) {
    return requireNonNull(target.cluster().error()).message();
  }
}
