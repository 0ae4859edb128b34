package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  private static TestFleet test;

  @BeforeAll
  static void start() {
    test = TestFleet.withoutLatency();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void groupsAndVersionsAreListed() throws Exception {
    assertThat(test.json("demo-001", "/api").at("/versions/0").asText()).isEqualTo("v1");
    JsonNode groups = test.json("demo-001", "/apis");
    assertThat(groups.path("kind").asText()).isEqualTo("APIGroupList");
    assertThat(groups.at("/groups/0/name").asText()).isEqualTo("apps");
    assertThat(groups.at("/groups/0/versions/0/groupVersion").asText()).isEqualTo("apps/v1");
    assertThat(test.json("demo-001", "/apis/apps").path("kind").asText()).isEqualTo("APIGroup");
    assertThat(test.json("demo-001", "").path("paths")).isNotEmpty();
  }

  @Test
  void everyResourceIsDescribed() throws Exception {
    JsonNode resources = test.json("demo-001", "/apis/apps/v1");
    assertThat(resources.path("kind").asText()).isEqualTo("APIResourceList");
    assertThat(resources.path("groupVersion").asText()).isEqualTo("apps/v1");
    assertThat(resources.path("resources")).hasSize(3);
    JsonNode deployments = resources.at("/resources/1");
    assertThat(deployments.path("name").asText()).isEqualTo("deployments");
    assertThat(deployments.path("singularName").asText()).isEqualTo("deployment");
    assertThat(deployments.path("kind").asText()).isEqualTo("Deployment");
    assertThat(deployments.path("namespaced").asBoolean()).isTrue();
    assertThat(deployments.at("/shortNames/0").asText()).isEqualTo("deploy");
    assertThat(deployments.path("verbs").toString()).isEqualTo("[\"get\",\"list\"]");
    assertThat(test.json("demo-001", "/api/v1").path("resources")).hasSize(5);
  }

  @Test
  void discoveryIsAggregatedWhenAskedFor() throws Exception {
    String aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    HttpResponse<String> response = test.get("demo-001", "/apis", aggregated + ",application/json");
    assertThat(response.headers().firstValue("Content-Type")).hasValue(aggregated);
    JsonNode document = TestFleet.parse(response);
    assertThat(document.path("kind").asText()).isEqualTo("APIGroupDiscoveryList");
    assertThat(document.at("/items/0/metadata/name").asText()).isEqualTo("apps");
    assertThat(document.at("/items/0/versions/0/resources/0/responseKind/kind").asText())
        .isEqualTo("DaemonSet");
  }

  @Test
  void theVersionIsTheClusters() throws Exception {
    JsonNode version = test.json("demo-002", "/version");
    assertThat(version.path("gitVersion").asText()).isEqualTo("v1.30.14");
    assertThat(version.path("major").asText()).isEqualTo("1");
    assertThat(version.path("minor").asText()).isEqualTo("30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/livez", "/readyz"})
  void healthIsPlainText(String path) throws Exception {
    assertThat(test.get("demo-001", path, "*/*").body()).isEqualTo("ok");
    assertThat(test.get("demo-001", path + "?verbose", "*/*").body())
        .startsWith("[+]ping ok\n")
        .endsWith(path.substring(1) + " check passed\n");
  }
}
