package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Removes the volumes of service account tokens that the API server gives a pod. */
final class TokenVolumes {
  private static final Pattern NAME =
      Pattern.compile("(kube-api-access|[a-z0-9.-]+-token)-[a-z0-9]{5}");
  private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

  private TokenVolumes() {}

  static void removeFrom(ObjectNode pod) {
    if (!(pod.get("spec") instanceof ObjectNode spec)) {
      return;
    }
    removeItems(spec, "volumes", volume -> isName(volume) && isToken(volume));
    for (String containers : List.of("containers", "initContainers", "ephemeralContainers")) {
      for (JsonNode container : spec.path(containers)) {
        if (container instanceof ObjectNode object) {
          removeItems(
              object,
              "volumeMounts",
              mount -> isName(mount) && mount.path("mountPath").asText().equals(MOUNT_PATH));
        }
      }
    }
  }

  private static boolean isName(JsonNode item) {
    return NAME.matcher(item.path("name").asText()).matches();
  }

  private static boolean isToken(JsonNode volume) {
    return volume.has("projected") || volume.has("secret");
  }

  private static void removeItems(ObjectNode parent, String name, Predicate<JsonNode> unwanted) {
    if (parent.get(name) instanceof ArrayNode items && items.size() > 0) {
      ArrayNode rest = parent.arrayNode();
      items.forEach(
          item -> {
            if (!unwanted.test(item)) {
              rest.add(item);
            }
          });
      if (rest.isEmpty()) {
        parent.remove(name);
      } else {
        parent.set(name, rest);
      }
    }
  }
}
