package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.util.Collections;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindLookupTest {

  private static final String EMPTY = "{\"kind\":\"XList\",\"apiVersion\":\"v1\",\"items\":[]}";
  private static final String GROUPS =
      """
      {"kind":"APIGroupList","apiVersion":"v1","groups":[
       {"name":"down.example","versions":[{"groupVersion":"down.example/v1","version":"v1"}],
        "preferredVersion":{"groupVersion":"down.example/v1","version":"v1"}},
       {"name":"apps","versions":[{"groupVersion":"apps/v1beta1","version":"v1beta1"},
                                  {"groupVersion":"apps/v1","version":"v1"}],
        "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}},
       {"name":"late.example","versions":[{"groupVersion":"late.example/v1","version":"v1"}],
        "preferredVersion":{"groupVersion":"late.example/v1","version":"v1"}}]}
      """;

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void serveGroups() {
    server
        .on("/apis", GROUPS)
        .on("/apis/down.example/v1", 503, "down")
        .on("/apis/apps/v1", kinds("deployments", "Deployment", "deploy"))
        .on("/apis/apps/v1beta1", kinds("oldies", "Oldie", "deploy"))
        .on("/apis/late.example/v1", kinds("deployments", "Deployment", "po"))
        .on("/apis/apps/v1/deployments?limit=500", EMPTY)
        .on("/apis/apps/v1beta1/oldies?limit=500", EMPTY)
        .on("/apis/late.example/v1/deployments?limit=500", EMPTY)
        .on("/api/v1/pods?limit=500", EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployments",
        "deployment",
        "Deployment",
        "DEPLOYMENTS",
        "deploy",
        "deployments.apps",
        "deployments.v1.apps",
        "deploy.app"
      })
  void everyFormOfAKindIsResolved(String kind) {
    serveGroups();

    assertThat(list(kind).state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).contains("/apis/apps/v1/deployments?limit=500");
  }

  @Test
  void theGroupMaySayWhichKindOfAName() {
    serveGroups();

    assertThat(list("deployments.late.example").state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).contains("/apis/late.example/v1/deployments?limit=500");
  }

  @Test
  void aVersionThatIsNotPreferredServesWhatThePreferredOneLacks() {
    serveGroups();

    assertThat(list("oldies").state()).isEqualTo(ClusterState.SUCCEEDED);
  }

  @Test
  void aGivenVersionIsAskedAlone() {
    serveGroups();

    ClusterAnswer answer =
        server.fleet.run(
            "c",
            new Operation.ListResources("apps/v1", "Deployment", "", "", "", 0, false),
            Format.OBJECTS);

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests)
        .containsExactly("/apis/apps/v1", "/apis/apps/v1/deployments?limit=500");
  }

  @Test
  void theCoreGroupComesFirstAndIsEnough() {
    serveGroups();

    assertThat(list("pods").state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).containsExactly("/api/v1", "/api/v1/pods?limit=500");
  }

  @Test
  void aShortNameOfTheCoreGroupComesBeforeThatOfAnother() {
    serveGroups();

    assertThat(list("po").state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).contains("/api/v1/pods?limit=500").doesNotContain("/apis/apps/v1");
  }

  @Test
  void aKindThatNoGroupServesIsNotFoundInKubectlsWords() {
    server.on("/apis", "{\"kind\":\"APIGroupList\",\"groups\":[]}");

    ClusterAnswer answer = list("Widgets");

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).message())
        .isEqualTo("the server doesn't have a resource type \"Widgets\"");
  }

  @Test
  void groupsThatDidNotAnswerAreNamedWhereAKindIsNotFound() {
    serveGroups();

    assertThat(requireNonNull(list("widgets").error()).message())
        .endsWith("these API groups did not answer: down.example/v1");
  }

  @Test
  void ofManyGroupsThatDidNotAnswerTheFirstAreNamedAndNotAllAreAsked() {
    StringJoiner groups = new StringJoiner(",", "{\"groups\":[", "]}");
    for (int i = 0; i < 1_000; i++) {
      groups.add("{\"name\":\"g" + i + "\",\"versions\":[{\"version\":\"v1\"}]}");
      server.on("/apis/g" + i + "/v1", 500, "down");
    }
    server.on("/apis", groups.toString());

    assertThat(requireNonNull(list("widgets").error()).message())
        .endsWith(
            "; these API groups did not answer: g0/v1, g1/v1, g2/v1, g3/v1, g4/v1 and 95 more,"
                + " after which no more were asked");
    assertThat(server.requests).hasSize(102);
  }

  @Test
  void whatWasFoundIsKeptAndWhatWasNotIsLookedForAgain() {
    serveGroups();
    list("deployments");
    list("deployments");
    list("widgets");
    list("widgets");

    assertThat(Collections.frequency(server.requests, "/apis/apps/v1/deployments?limit=500"))
        .isEqualTo(2);
    assertThat(Collections.frequency(server.requests, "/apis/late.example/v1")).isEqualTo(2);
    assertThat(Collections.frequency(server.requests, "/apis")).isEqualTo(3);
  }

  @Test
  void aKindThatMovedIsLookedForAgain() {
    serveGroups();
    list("deployments");

    server
        .on("/apis/apps/v1/deployments?limit=500", 404, "404 page not found")
        .on("/apis/apps/v1", kinds("others", "Other", "o"));

    assertThat(list("deployments").state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).contains("/apis/late.example/v1/deployments?limit=500");
  }

  @Test
  void aggregatedDiscoveryNeedsNoFurtherRequests() {
    server
        .on(
            "/apis",
            """
            {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},
             "items":[{"metadata":{"name":"apps"},"versions":[{"version":"v1","freshness":"Current",
              "resources":[{"resource":"deployments","scope":"Namespaced","shortNames":["deploy"],
               "singularResource":"deployment","responseKind":{"kind":"Deployment"},
               "verbs":["get","list"],"subresources":[{"subresource":"scale"}]}]}]}]}
            """)
        .on("/apis/apps/v1/namespaces/n/deployments?limit=500", EMPTY);

    ClusterAnswer answer = server.fleet.run("c", Fleet.list("deploy", "n"), Format.OBJECTS);

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests)
        .containsExactly("/api/v1", "/apis", "/apis/apps/v1/namespaces/n/deployments?limit=500");
  }

  private ClusterAnswer list(String kind) {
    return server.fleet.run("c", Fleet.list(kind, ""), Format.OBJECTS);
  }

  private static String kinds(String plural, String kind, String shortName) {
    return """
    {"kind":"APIResourceList","resources":[{"name":"%s","singularName":"","namespaced":true,
     "kind":"%s","shortNames":["%s"]}]}
    """
        .formatted(plural, kind, shortName);
  }
}
