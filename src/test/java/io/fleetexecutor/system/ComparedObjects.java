package io.fleetexecutor.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.v1.ClusterResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Objects without what must differ between two namespaces with the same content. */
final class ComparedObjects {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter ORDERED =
      JSON.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
  private static final Set<String> OF_EACH_OBJECT =
      Set.of("uid", "resourceVersion", "creationTimestamp");

  /** Note on their own what they did, at a time of their own. */
  private static final Set<String> CONTROLLERS =
      Set.of("kube-controller-manager", "kubelet", "kubemark", "kube-scheduler");

  private ComparedObjects() {}

  /** With every field that is there. */
  static List<JsonNode> exact(ClusterResult result) {
    return result.getObjects().getObjectsList().stream()
        .map(object -> parse(object.getJson()))
        .toList();
  }

  static List<JsonNode> of(ClusterResult result, String namespace) {
    return of(exact(result), namespace);
  }

  static List<JsonNode> of(List<JsonNode> objects, String namespace) {
    return objects.stream().map(object -> of(object, namespace)).toList();
  }

  private static JsonNode of(JsonNode object, String namespace) {
    ObjectNode compared = (ObjectNode) parse(object.toString().replace(namespace, "NAMESPACE"));
    compared.remove("status");
    ObjectNode metadata = (ObjectNode) compared.get("metadata");
    metadata.remove(OF_EACH_OBJECT);
    if (metadata.has("deletionTimestamp")) {
      metadata.put("deletionTimestamp", "TIME");
    }
    if (metadata.has("generateName")) {
      metadata.remove("name");
    }
    metadata.path("ownerReferences").forEach(owner -> ((ObjectNode) owner).remove("uid"));
    metadata.set("managedFields", managedFields(metadata.path("managedFields")));
    JsonNode annotations = compared.at("/spec/template/metadata/annotations");
    if (annotations
        .path(RESTARTED_AT)
        .asText("")
        .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}(Z|[+-][\\d:]{5})")) {
      ((ObjectNode) annotations).put(RESTARTED_AT, "TIME");
    }
    return compared;
  }

  /** Without times, as of one client where they are its own, and so in an order of their own. */
  private static JsonNode managedFields(JsonNode entries) {
    var compared = JSON.createArrayNode();
    StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> !CONTROLLERS.contains(entry.path("manager").asText("")))
        .map(entry -> (JsonNode) entry.deepCopy())
        .peek(entry -> ((ObjectNode) entry).remove("time"))
        .peek(entry -> ((ObjectNode) entry).put("manager", manager(entry)))
        .sorted(Comparator.comparing(ComparedObjects::inOneOrder))
        .forEach(compared::add);
    return compared;
  }

  /** Both clients have names of their own, unless they are told another. */
  private static String manager(JsonNode entry) {
    return entry
        .path("manager")
        .asText()
        .replaceFirst("^(kubectl(-.*)?|fleet-executor)$", "CLIENT");
  }

  /** The text of it, with the keys in one order. */
  private static String inOneOrder(JsonNode entry) {
    try {
      return ORDERED.writeValueAsString(JSON.convertValue(entry, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
