package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.testing.EndlessAnswer;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Discovery that lists more than any real API server fails, and that of a large one does not. */
class DiscoveryLimitsTest {
  private static final String TOO_MANY =
      "the API server lists more than 20,000 API groups, versions and resources";
  private static final String TOO_LARGE =
      "the API server lists more than 8 MiB of API groups and resources";

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private ClusterAnswer list(String kind) {
    return server.fleet.run("c", Fleet.list(kind, ""), Format.OBJECTS);
  }

  private static String times(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
  }

  private static void assertUnexpected(ClusterAnswer answer, String message) {
    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("UNEXPECTED_ANSWER");
    assertThat(answer.error().message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          groups    | {"name":"a","versions":[]},
          groups    | {"versions":[{},{},{}]},
          items     | {"versions":[{"resources":[{},{},{}]}]},
          resources | {},
          resources | {"shortNames":["","","",""]},
          """)
  void entriesWithoutEndAreRefused(String array, String element) {
    DiscoveryReader reader = new DiscoveryReader(Map.of(array, node -> {}));

    assertThatThrownBy(() -> EndlessAnswer.feed(reader, "{\"" + array + "\":[", ignored -> element))
        .isInstanceOf(ClusterFailure.class)
        .hasMessage(TOO_MANY);
  }

  @Test
  void bytesWithoutEndAreRefused() {
    DiscoveryReader reader = new DiscoveryReader(Map.of("resources", node -> {}));
    String element = "{\"name\":\"" + "x".repeat(10_000) + "\"},";

    assertThatThrownBy(() -> EndlessAnswer.feed(reader, "{\"resources\":[", ignored -> element))
        .isInstanceOf(ClusterFailure.class)
        .hasMessage(TOO_LARGE);
  }

  @Test
  void aClusterThatListsTooManyGroupsFails() {
    server.on("/apis", "{\"groups\":[" + times(20_001, i -> "{\"name\":\"a\"}") + "]}");

    assertUnexpected(list("widgets"), TOO_MANY);
  }

  @Test
  void aClusterThatListsTooManyKindsFails() {
    server.on("/api/v1", "{\"resources\":[" + times(20_001, i -> "{\"name\":\"a\"}") + "]}");

    assertUnexpected(list("widgets"), TOO_MANY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /apis   | {"groups":[{"name":"%s"}]}
          /apis   | {"groups":[{"name":"a","versions":[{"version":"%s"}]}]}
          /apis   | {"items":[{"metadata":{"name":"%s"}}]}
          /apis   | {"items":[{"versions":[{"version":"%s"}]}]}
          /apis   | {"items":[{"versions":[{"resources":[{"responseKind":{"kind":"%s"}}]}]}]}
          /api/v1 | {"resources":[{"name":"%s"}]}
          /api/v1 | {"resources":[{"name":"a","kind":"%s"}]}
          /api/v1 | {"resources":[{"name":"a","singularName":"%s"}]}
          /api/v1 | {"resources":[{"name":"a","shortNames":["%s"]}]}
          """)
  void aNameThatComesWithEveryObjectIsNoLongerThanKubernetesAllows(String path, String answer) {
    server.on(path, answer.formatted("x".repeat(254)));

    assertUnexpected(list("widgets"), "the API server lists a name of more than 253 characters");
  }

  @Test
  void allOf500CustomResourcesAreFound() {
    String crd =
        """
        {"metadata":{"name":"%1$s.example.com"},"versions":[
         {"version":"v1","freshness":"Current","resources":[%2$s]},
         {"version":"v1beta1","freshness":"Current","resources":[%2$s]}]}""";
    String resource =
        """
        {"resource":"%1$ss","scope":"Cluster","shortNames":["%1$s1","%1$s2"],
         "singularResource":"%1$s","responseKind":{"group":"%1$s.example.com","version":"v1",
         "kind":"%1$s"},"verbs":["create","delete","deletecollection","get","list","patch",
         "update","watch"],"categories":["all"],"subresources":[{"subresource":"status",
         "responseKind":{"group":"%1$s.example.com","version":"v1","kind":"%1$s"},
         "verbs":["get","patch","update"]}]}""";
    server
        .on(
            "/apis",
            "{\"items\":["
                + times(500, i -> crd.formatted("k" + i, resource.formatted("k" + i)))
                + "]}")
        .on("/apis/k499.example.com/v1/k499s?limit=500", "{\"kind\":\"XList\",\"items\":[]}");

    assertThat(list("k499").error()).isNull();
  }
}
