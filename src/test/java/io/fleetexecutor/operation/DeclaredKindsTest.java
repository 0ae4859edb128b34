package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredKindsTest {

  private static DeclaredKinds declared(String group, String plural) {
    String crd =
        """
        {"spec":{"group":"%s","scope":"Namespaced","names":{"kind":"Gadget","plural":"%s"},
         "versions":[{"name":"v1"}]}}
        """
            .formatted(group, plural);
    return DeclaredKinds.of(
        List.of(new Manifest("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "g", crd)));
  }

  private static Manifest gadget(String apiVersion) {
    return new Manifest(apiVersion, "Gadget", "web", "one", "{}");
  }

  @Test
  void aKindIsKnownBeforeTheApiServerServesIt() {
    assertThat(declared("example.com", "gadgets").find(gadget("example.com/v1")))
        .hasValueSatisfying(
            kind ->
                assertThat(ObjectPath.object(kind, "web", "one"))
                    .isEqualTo("/apis/example.com/v1/namespaces/web/gadgets/one"));
    assertThat(declared("example.com", "gadgets").find(gadget("example.com/v2"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', secrets, v1",
    "'', pods/p1:80/proxy/text, v1",
    "example.com, pods/p1:80/proxy/text, example.com/v1",
    "example.com, .., example.com/v1",
    "example.com, '', example.com/v1",
    "example.com, Gadgets, example.com/v1"
  })
  void whatNoApiServerWouldTakeLeadsNowhere(String group, String plural, String apiVersion) {
    assertThat(declared(group, plural).find(gadget(apiVersion))).isEmpty();
  }
}
