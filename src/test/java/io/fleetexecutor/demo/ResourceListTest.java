package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceListTest {

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
  @CsvSource({
    "/api/v1/configmaps, ConfigMapList, v1",
    "/api/v1/namespaces, NamespaceList, v1",
    "/api/v1/nodes, NodeList, v1",
    "/api/v1/pods, PodList, v1",
    "/api/v1/services, ServiceList, v1",
    "/apis/apps/v1/daemonsets, DaemonSetList, apps/v1",
    "/apis/apps/v1/deployments, DeploymentList, apps/v1",
    "/apis/apps/v1/replicasets, ReplicaSetList, apps/v1"
  })
  void everyResourceIsListedWithUntypedItems(String path, String kind, String apiVersion)
      throws Exception {
    JsonNode list = test.json("demo-001", path);
    assertThat(list.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kind", "apiVersion", "metadata", "items");
    assertThat(list.path("kind").asText()).isEqualTo(kind);
    assertThat(list.path("apiVersion").asText()).isEqualTo(apiVersion);
    assertThat(list.at("/metadata/resourceVersion").asText()).isNotEmpty();
    assertThat(list.path("items")).isNotEmpty();
    for (JsonNode item : list.path("items")) {
      assertThat(item.has("kind")).isFalse();
      assertThat(item.has("apiVersion")).isFalse();
      assertThat(item.at("/metadata/uid").asText()).isNotEmpty();
    }
  }

  @Test
  void aSingleObjectSaysItsType() throws Exception {
    JsonNode web = test.json("demo-003", "/apis/apps/v1/namespaces/shop/deployments/web");
    assertThat(web.path("kind").asText()).isEqualTo("Deployment");
    assertThat(web.path("apiVersion").asText()).isEqualTo("apps/v1");
    assertThat(web.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("nginx:1.24.0");
  }

  @Test
  void aNamespaceNarrowsTheList() throws Exception {
    assertThat(names("/apis/apps/v1/namespaces/kube-system/deployments"))
        .containsExactly("coredns", "metrics-server");
    assertThat(names("/api/v1/namespaces/nowhere/pods")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app in (web, cart) | cart web",
        "app=web            | web",
        "app==web,app!=cart | web",
        "app,app notin (web,cart,prometheus) | payments-api payments-worker",
        "!app               | coredns metrics-server"
      })
  void aLabelSelectorNarrowsTheList(String selector, String names) throws Exception {
    assertThat(names("/apis/apps/v1/deployments?labelSelector=" + encoded(selector)))
        .containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/nodes      | metadata.name=demo-001-worker-1 | demo-001-worker-1",
        "/api/v1/services   | metadata.namespace!=shop,metadata.name!=kubernetes"
            + " | kube-dns prometheus payments-api",
        "/api/v1/namespaces | status.phase=Active,metadata.name==shop | shop"
      })
  void aFieldSelectorNarrowsTheList(String path, String selector, String names) throws Exception {
    assertThat(names(path + "?fieldSelector=" + encoded(selector)))
        .containsExactly(names.split(" "));
  }

  @Test
  void podsAreSelectedByPhaseAndNode() throws Exception {
    JsonNode pending =
        test.json("demo-004", "/api/v1/pods?fieldSelector=status.phase%3DPending").path("items");
    assertThat(pending).hasSize(1);
    assertThat(pending.get(0).at("/status/containerStatuses/0/state/waiting/reason").asText())
        .isEqualTo("ImagePullBackOff");
    JsonNode onNode =
        test.json("demo-004", "/api/v1/pods?fieldSelector=spec.nodeName%3Ddemo-004-worker-1");
    assertThat(onNode.path("items")).isNotEmpty();
    assertThat(onNode.path("items"))
        .allMatch(pod -> pod.at("/spec/nodeName").asText().equals("demo-004-worker-1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fieldSelector=spec.x%3D1 | field label not supported: spec.x",
        "fieldSelector=nonsense   | invalid selector: 'nonsense'; can't understand 'nonsense'",
        "labelSelector=a%3Db%3Dc  | unable to parse requirement: \"a=b=c\":"
            + " expected \",\" or the end but found \"=\"",
        "limit=many               | limit must be a whole number, was \"many\"",
        "continue=%25%25          | invalid continue token: continue key is not valid: illegal base64 data"
      })
  void aParameterThatCannotBeReadIsABadRequest(String query, String message) throws Exception {
    JsonNode status = test.json("demo-001", "/api/v1/pods?" + query);
    assertThat(status.path("code").asInt()).isEqualTo(400);
    assertThat(status.path("reason").asText()).isEqualTo("BadRequest");
    assertThat(status.path("message").asText()).isEqualTo(message);
  }

  private static List<String> names(String path) throws Exception {
    return test.json("demo-001", path).path("items").findValues("metadata").stream()
        .filter(metadata -> metadata.has("uid"))
        .map(metadata -> metadata.path("name").asText())
        .toList();
  }

  private static String encoded(String selector) {
    return URLEncoder.encode(selector, StandardCharsets.UTF_8);
  }
}
