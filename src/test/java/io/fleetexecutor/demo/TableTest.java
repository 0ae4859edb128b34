package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

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
        "/api/v1/configmaps | Name Data Age",
        "/api/v1/namespaces | Name Status Age",
        "/api/v1/nodes      | Name Status Roles Age Version Internal-IP* External-IP* OS-Image*"
            + " Kernel-Version* Container-Runtime*",
        "/api/v1/pods       | Name Ready Status Restarts Age IP* Node* Nominated_Node*"
            + " Readiness_Gates*",
        "/api/v1/services   | Name Type Cluster-IP External-IP Port(s) Age Selector*",
        "/apis/apps/v1/daemonsets  | Name Desired Current Ready Up-to-date Available Node_Selector"
            + " Age Containers* Images* Selector*",
        "/apis/apps/v1/deployments | Name Ready Up-to-date Available Age Containers* Images*"
            + " Selector*",
        "/apis/apps/v1/replicasets | Name Desired Current Ready Age Containers* Images* Selector*"
      })
  void everyResourceHasTheColumnsThatKubectlShows(String path, String columns) throws Exception {
    JsonNode table = test.json("demo-001", path, TestFleet.TABLE);
    assertThat(table.path("kind").asText()).isEqualTo("Table");
    assertThat(table.path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
    List<String> names = new ArrayList<>();
    for (JsonNode column : table.path("columnDefinitions")) {
      assertThat(column.fieldNames())
          .toIterable()
          .containsExactly("name", "type", "format", "description", "priority");
      String wide = column.path("priority").asInt() == 0 ? "" : "*";
      names.add(column.path("name").asText().replace(' ', '_') + wide);
    }
    assertThat(names).containsExactly(columns.split(" "));
    assertThat(table.path("rows")).isNotEmpty();
    assertThat(table.path("rows")).allMatch(row -> row.path("cells").size() == names.size());
  }

  @Test
  void aRowSaysWhatIsWrong() throws Exception {
    JsonNode table =
        test.json("demo-004", "/apis/apps/v1/namespaces/payments/deployments", TestFleet.TABLE);
    JsonNode api = table.at("/rows/0/cells");
    assertThat(api.get(0).asText()).isEqualTo("payments-api");
    assertThat(api.get(1).asText()).isEqualTo("2/3");
    assertThat(api.get(3).isInt()).isTrue();
    assertThat(api.get(3).asInt()).isEqualTo(2);
  }

  @Test
  void ageIsMeasuredByTheClock() throws Exception {
    JsonNode table = test.json("demo-001", "/api/v1/namespaces/shop", TestFleet.TABLE);
    assertThat(table.path("rows")).hasSize(1);
    // From 2026-01-12T13:00:00Z to 2026-11-24T12:00:00Z.
    assertThat(table.at("/rows/0/cells/2").asText()).isEqualTo("315d");
  }

  @Test
  void aRowCarriesAsMuchOfItsObjectAsAskedFor() throws Exception {
    String path = "/api/v1/namespaces/shop/services";
    JsonNode metadata = test.json("demo-001", path, TestFleet.TABLE).at("/rows/0/object");
    assertThat(metadata.path("kind").asText()).isEqualTo("PartialObjectMetadata");
    assertThat(metadata.at("/metadata/name").asText()).isEqualTo("cart");
    assertThat(metadata.has("spec")).isFalse();
    JsonNode whole =
        test.json("demo-001", path + "?includeObject=Object", TestFleet.TABLE).at("/rows/0/object");
    assertThat(whole.path("kind").asText()).isEqualTo("Service");
    assertThat(whole.at("/spec/clusterIP").asText()).isEqualTo("10.96.52.20");
    JsonNode none = test.json("demo-001", path + "?includeObject=None", TestFleet.TABLE);
    assertThat(none.at("/rows/0/object").isNull()).isTrue();
    JsonNode status = test.json("demo-001", path + "?includeObject=All", TestFleet.TABLE);
    assertThat(status.path("message").asText())
        .isEqualTo("unrecognized includeObject value: \"All\"");
  }

  @Test
  void metadataAloneIsServedForListsAndObjects() throws Exception {
    String form = "application/json;as=PartialObjectMetadata%s;v=v1;g=meta.k8s.io";
    JsonNode list = test.json("demo-001", "/api/v1/nodes", form.formatted("List"));
    assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
    assertThat(list.at("/items/0/kind").asText()).isEqualTo("PartialObjectMetadata");
    assertThat(list.at("/items/0").has("status")).isFalse();
    JsonNode object = test.json("demo-001", "/api/v1/namespaces/shop", form.formatted(""));
    assertThat(object.path("kind").asText()).isEqualTo("PartialObjectMetadata");
    assertThat(object.at("/metadata/name").asText()).isEqualTo("shop");
  }
}
