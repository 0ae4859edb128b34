package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.management.ObjectKey;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a management cluster that describes a cluster. Its problems name it. */
record ClusterObject(String kind, JsonNode object) {

  /** How to reach a cluster, and where to work there. */
  record Access(ApiEndpoint endpoint, @Nullable String namespace) {}

  /** What an object says of the way to its cluster. */
  interface AccessReader {
    /** Fails with {@link InvalidContextException}. */
    Access read();
  }

  ObjectKey key() {
    return ObjectKey.of(object);
  }

  String text(String field) {
    return object.path(field).asText("");
  }

  Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    object
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText("")));
    return labels;
  }

  /** What a key of a Secret holds; empty where there is no such key. */
  String data(String key) {
    String encoded = object.path("data").path(key).asText("");
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("key " + key + " is not base64");
    }
  }

  InvalidContextException invalid(String problem) {
    return new InvalidContextException(this + ": " + problem);
  }

  /**
   * The cluster that it describes, with an error where nobody can reach it that way.
   *
   * @param reason of that error
   */
  ClusterTarget target(
      String name,
      String displayName,
      Map<String, String> labels,
      String source,
      String reason,
      AccessReader reader) {
    try {
      Access access = read(reader);
      String namespace = access.namespace() == null ? "" : access.namespace();
      return new ClusterTarget(
          new Cluster(
              name, displayName, labels, source, namespace.isEmpty() ? "default" : namespace, null),
          access.endpoint());
    } catch (InvalidContextException e) {
      ClusterError error = ClusterError.of(ErrorCode.FAILED_PRECONDITION, reason, e.problem());
      return new ClusterTarget(
          new Cluster(name, displayName, labels, source, "default", error), null);
    }
  }

  /** Whatever others may write into an object, the other objects are still read. */
  private Access read(AccessReader reader) {
    try {
      return reader.read();
    } catch (InvalidContextException e) {
      throw e;
    } catch (RuntimeException e) {
      throw invalid("it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  @Override
  public String toString() {
    return kind + " " + key();
  }
}
