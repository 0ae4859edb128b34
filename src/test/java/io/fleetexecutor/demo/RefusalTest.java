package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  private static TestFleet test;

  @BeforeAll
  static void start() {
    test = TestFleet.withoutLatency();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/pods | pods is forbidden: User \"demo\" cannot list resource \"pods\" in API group"
            + " \"\" at the cluster scope",
        "/apis/apps/v1/namespaces/shop/deployments/web | deployments.apps \"web\" is forbidden:"
            + " User \"demo\" cannot get resource \"deployments\" in API group \"apps\" in the"
            + " namespace \"shop\"",
        "/api/v1/pods?watch=true | pods is forbidden: User \"demo\" cannot watch resource \"pods\""
            + " in API group \"\" at the cluster scope"
      })
  void theForbiddenClusterRefusesEveryResource(String path, String message) throws Exception {
    JsonNode status = test.json("demo-011", path);
    assertThat(status.path("kind").asText()).isEqualTo("Status");
    assertThat(status.path("status").asText()).isEqualTo("Failure");
    assertThat(status.path("code").asInt()).isEqualTo(403);
    assertThat(status.path("reason").asText()).isEqualTo("Forbidden");
    assertThat(status.path("message").asText()).isEqualTo(message);
  }

  @Test
  void theForbiddenClusterStillTellsItsVersionAndResources() throws Exception {
    assertThat(test.get("demo-011", "/version", "*/*").statusCode()).isEqualTo(200);
    assertThat(test.get("demo-011", "/api/v1", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void aMissingObjectIsNotFound() throws Exception {
    JsonNode status = test.json("demo-001", "/apis/apps/v1/namespaces/shop/deployments/x");
    assertThat(status.path("code").asInt()).isEqualTo(404);
    assertThat(status.path("message").asText()).isEqualTo("deployments.apps \"x\" not found");
    JsonNode details = status.path("details");
    assertThat(details).hasSize(3);
    assertThat(details.path("group").asText()).isEqualTo("apps");
    assertThat(details.path("kind").asText()).isEqualTo("deployments");
    assertThat(details.path("name").asText()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/secrets",
        "/api/v1/pods/web",
        "/api/v1/namespaces/shop/pods/web/log",
        "/api/v1/namespaces/shop/nodes",
        "/apis/batch/v1/jobs",
        "/apis/apps/v2/deployments",
        "/openapi/v3"
      })
  void whatIsNotServedIsNotFound(String path) throws Exception {
    HttpResponse<String> response = test.get("demo-001", path, "application/json");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(TestFleet.parse(response).path("message").asText())
        .isEqualTo("the server could not find the requested resource");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/namespaces/shop/pods, create, pods",
    "PUT, /apis/apps/v1/namespaces/shop/deployments/web, update, deployments.apps",
    "PATCH, /apis/apps/v1/namespaces/shop/deployments/web, patch, deployments.apps",
    "DELETE, /api/v1/namespaces/shop, delete, namespaces",
    "DELETE, /api/v1/namespaces/shop/pods, deletecollection, pods",
    "GET, /api/v1/pods?watch=1, watch, pods"
  })
  void onlyReadingIsAllowed(String method, String path, String verb, String resource)
      throws Exception {
    HttpResponse<String> response =
        test.send(
            test.request("demo-001", path).method(method, BodyPublishers.ofString("{}")).build());
    assertThat(response.statusCode()).isEqualTo(405);
    JsonNode status = TestFleet.parse(response);
    assertThat(status.path("reason").asText()).isEqualTo("MethodNotAllowed");
    assertThat(status.path("message").asText())
        .isEqualTo(
            "%s is not supported on resources of kind \"%s\": simulated clusters only read"
                    .formatted(verb, resource)
                + " (get, list)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "application/vnd.kubernetes.protobuf",
        "application/json;as=Table;v=v9;g=meta.k8s.io"
      })
  void anUnknownMediaTypeIsNotAcceptable(String accept) throws Exception {
    HttpResponse<String> response = test.get("demo-001", "/api/v1/pods", accept);
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(TestFleet.parse(response).path("reason").asText()).isEqualTo("NotAcceptable");
    assertThat(test.get("demo-001", "/version", accept).statusCode()).isEqualTo(406);
  }

  @Test
  void theFirstAcceptableMediaTypeIsTaken() throws Exception {
    String protobuf = "application/vnd.kubernetes.protobuf,application/json";
    assertThat(test.json("demo-001", "/api/v1/pods", protobuf).path("kind").asText())
        .isEqualTo("PodList");
  }

  @Test
  void headIsAnsweredLikeGetWithoutTheBody() throws Exception {
    HttpResponse<String> get = test.get("demo-001", "/api/v1/pods", "*/*");
    HttpResponse<String> head = test.send(test.request("demo-001", "/api/v1/pods").HEAD().build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
  }
}
