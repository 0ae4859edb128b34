package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.model.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds that the CustomResourceDefinitions of a request bring, known before discovery is. */
final class DeclaredKinds {

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
            .collect(
                Collectors.toMap(
                    spec ->
                        new Kind(
                            spec.path("group").asText(""),
                            spec.path("names").path("kind").asText("")),
                    Function.identity(),
                    (first, again) -> first)));
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
                    spec.path("names").path("plural").asText(""),
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
