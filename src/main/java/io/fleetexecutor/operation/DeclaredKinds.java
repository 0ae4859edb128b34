package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.model.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds that the CustomResourceDefinitions of a request bring, known before discovery is. */
final class DeclaredKinds {
  // As API servers want the plural of a CustomResourceDefinition: an RFC 1035 label.
  private static final Pattern PLURAL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  private record Kind(String group, String name) {}

  private final Map<Kind, JsonNode> kinds;

  private DeclaredKinds(Map<Kind, JsonNode> kinds) {
    this.kinds = kinds;
  }

  static DeclaredKinds of(List<Manifest> manifests) {
    return new DeclaredKinds(
        manifests.stream()
            .filter(ApplyOrder::isCrd)
            .map(manifest -> parse(manifest).path("spec"))
            .filter(DeclaredKinds::isOfPaths)
            .collect(
                Collectors.toMap(
                    spec ->
                        new Kind(
                            spec.path("group").asText(""),
                            spec.path("names").path("kind").asText("")),
                    Function.identity(),
                    (first, again) -> first)));
  }

  /** What no API server would take is no part of a path: it could lead to anything. */
  private static boolean isOfPaths(JsonNode spec) {
    return !spec.path("group").asText("").isEmpty() && PLURAL.matcher(plural(spec)).matches();
  }

  private static String plural(JsonNode spec) {
    return spec.path("names").path("plural").asText("");
  }

  static JsonNode parse(Manifest manifest) {
    return StreamingJson.parse(manifest.json().getBytes(StandardCharsets.UTF_8));
  }

  Optional<ApiResource> find(Manifest manifest) {
    GroupVersion version = GroupVersion.parse(manifest.apiVersion());
    return Optional.ofNullable(kinds.get(new Kind(version.group(), manifest.kind())))
        .filter(spec -> versions(spec).anyMatch(version.version()::equals))
        .map(
            spec ->
                new ApiResource(
                    version,
                    plural(spec),
                    spec.path("names").path("singular").asText(""),
                    manifest.kind(),
                    List.of(),
                    spec.path("scope").asText("").equals("Namespaced")));
  }

  private static Stream<String> versions(JsonNode spec) {
    Stream.Builder<String> versions = Stream.builder();
    versions.add(spec.path("version").asText(""));
    spec.path("versions").forEach(version -> versions.add(version.path("name").asText("")));
    return versions.build();
  }
}
