package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.OutputPolicy.Format;
import io.fleetexecutor.v1.ResourceTable;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from real API servers, in each format. */
@RealClusters
class RealOutputIT {
  private static final String NAMESPACE = "fleet-output";
  private static final int CONFIG_MAPS = 1_200;

  static ServiceProcess service;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    try (var content = ClusterContent.of(clusters)) {
      content.namespace(NAMESPACE);
      content.configMaps(NAMESPACE, CONFIG_MAPS);
      content.customResource(NAMESPACE, "my-widget");
    }
    service = ServiceProcess.on(clusters.kubeconfig());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void allPagesOfALongListComeBackEachObjectOnce() {
    ClusterResult result = run(Requests.list(configMaps()).atMost(16 << 20));

    assertThat(result.getOutputTruncated()).isFalse();
    assertThat(names(result)).doesNotHaveDuplicates().hasSize(CONFIG_MAPS);
    assertThat(result.getObjects().getObjects(0).getJson())
        .startsWith("{")
        .contains("\"creationTimestamp\"", "\"data\"", "\"uid\"");
  }

  @Test
  void outputIsCutAtAWholeObject() {
    ClusterResult result = run(Requests.list(configMaps()).atMost(10_000));

    assertThat(result.getOutputTruncated()).isTrue();
    assertThat(result.getTotalOutputBytes()).isGreaterThan(10_000);
    assertThat(result.getObjects().getObjectsList()).isNotEmpty();
    assertThat(bytes(result)).isLessThanOrEqualTo(10_000);
    assertThat(result.getObjects().getObjectsList())
        .allSatisfy(object -> assertThat(object.getJson()).startsWith("{").endsWith("}"));
  }

  @Test
  void aListEndsAtItsMaximumAndSaysThatThereIsMore() {
    ClusterResult result = run(Requests.list(configMaps().setMaxObjectCount(700)));

    assertThat(result.getObjects().getObjectsCount()).isEqualTo(700);
    assertThat(result.getOutputTruncated()).isTrue();
    ClusterResult all = run(Requests.list(configMaps().setMaxObjectCount(CONFIG_MAPS)));
    assertThat(all.getObjects().getObjectsCount()).isEqualTo(CONFIG_MAPS);
    assertThat(all.getOutputTruncated()).isFalse();
  }

  @Test
  void theClusterEvaluatesLabelAndFieldSelectors() {
    ClusterResult labelled = run(Requests.list(configMaps().setLabelSelector("parity in (odd)")));
    assertThat(labelled.getObjects().getObjectsCount()).isEqualTo(CONFIG_MAPS / 2);
    ClusterResult named =
        run(Requests.list(configMaps().setFieldSelector("metadata.name=config-7")));
    assertThat(names(named)).containsExactly("config-7");
  }

  @Test
  void aTableIsAsKubectlShowsIt() {
    ResourceTable table = run(Requests.list(configMaps()).as(Format.FORMAT_TABLE)).getTable();

    assertThat(table.getColumnsList())
        .extracting(ResourceTable.Column::getName)
        .startsWith("Name", "Data", "Age");
    assertThat(table.getRowsList()).hasSize(CONFIG_MAPS);
    ResourceTable.Row row = table.getRows(0);
    assertThat(row.getCellsCount()).isEqualTo(table.getColumnsCount());
    assertThat(row.getCells(0)).isEqualTo(row.getRef().getObjectName());
    assertThat(row.getRef().getNamespace()).isEqualTo(NAMESPACE);
  }

  @Test
  void metadataComesWithoutTheObjectsContent() {
    ClusterResult result = run(Requests.list(configMaps()).as(Format.FORMAT_METADATA));

    assertThat(result.getObjects().getObjectsCount()).isEqualTo(CONFIG_MAPS);
    assertThat(result.getObjects().getObjects(0).getJson())
        .contains("\"parity\"", "\"name\"")
        .doesNotContain("\"data\"");
  }

  @Test
  void noOutputIsNoOutput() {
    ClusterResult list = run(Requests.list(configMaps()).as(Format.FORMAT_NONE));
    assertThat(list.getOutputCase()).isEqualTo(ClusterResult.OutputCase.OUTPUT_NOT_SET);
    ClusterResult get = run(getOne().as(Format.FORMAT_NONE));
    assertThat(get.getOutputCase()).isEqualTo(ClusterResult.OutputCase.OUTPUT_NOT_SET);
  }

  @ParameterizedTest
  @EnumSource(names = {"FORMAT_OBJECTS", "FORMAT_METADATA"})
  void oneObjectComesWithItsReference(Format format) {
    KubernetesObject object = run(getOne().as(format)).getObjects().getObjects(0);

    assertThat(object.getRef().getApiVersion()).isEqualTo("v1");
    assertThat(object.getRef().getKind()).isEqualTo("ConfigMap");
    assertThat(object.getRef().getNamespace()).isEqualTo(NAMESPACE);
    assertThat(object.getRef().getObjectName()).isEqualTo("config-7");
    assertThat(object.getJson().contains("\"data\"")).isEqualTo(format == Format.FORMAT_OBJECTS);
  }

  @Test
  void oneObjectIsATableOfOneRow() {
    ResourceTable table = run(getOne().as(Format.FORMAT_TABLE)).getTable();

    assertThat(table.getRowsList()).hasSize(1);
    assertThat(table.getRows(0).getCellsList()).startsWith("config-7", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"widgets", "Widget", "widget", "wdg", "WIDGETS", "widgets.example.com"})
  void aCustomResourceIsFoundByEachOfItsNames(String kind) {
    ClusterResult result = run(Requests.list(kind));

    assertThat(names(result)).containsExactly("my-widget");
    assertThat(result.getObjects().getObjects(0).getRef().getApiVersion())
        .isEqualTo("example.com/v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "Deployment", "deployments.apps", "deployment"})
  void aBuiltInKindIsFoundByEachOfItsNames(String kind) {
    run(Requests.list(kind));
  }

  @Test
  void aKindThatTheClusterDoesNotHaveFails() {
    var stream = ExecutionStream.start(service.channel(), Requests.list("wdg").build());
    stream.awaitFinished();

    ClusterResult result = stream.result("cluster-2");
    assertThat(result.getState()).isEqualTo(State.STATE_FAILED);
    assertThat(result.getError().getReason()).isEqualTo("KIND_NOT_FOUND");
    assertThat(result.getError().getMessage())
        .isEqualTo("the server doesn't have a resource type \"wdg\"");
  }

  @Test
  void healthTellsTheVersionOfEachCluster() {
    var stream = ExecutionStream.start(service.channel(), Requests.checkHealth().build());
    stream.awaitFinished();

    assertThat(stream.results().values())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(result.getHealth().getReachable()).isTrue();
              assertThat(result.getHealth().getKubernetesVersion()).startsWith("v1.20");
            });
  }

  private static ListResources.Builder configMaps() {
    return ListResources.newBuilder().setKind("cm").setNamespace(NAMESPACE);
  }

  private static Requests getOne() {
    return Requests.get("configmap", NAMESPACE, "config-7");
  }

  private static ClusterResult run(Requests requests) {
    var stream = ExecutionStream.start(service.channel(), requests.on("cluster-1").build());
    stream.awaitFinished();
    ClusterResult result = stream.result("cluster-1");
    assertThat(result.getState()).as("%s", result.getError()).isEqualTo(State.STATE_SUCCEEDED);
    return result;
  }

  private static List<String> names(ClusterResult result) {
    return result.getObjects().getObjectsList().stream()
        .map(object -> object.getRef().getObjectName())
        .toList();
  }

  private static long bytes(ClusterResult result) {
    return result.getObjects().getObjectsList().stream()
        .mapToLong(object -> object.getJsonBytes().size())
        .sum();
  }
}
