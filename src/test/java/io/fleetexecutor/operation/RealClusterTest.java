package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.Output.ResourceTable;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealCluster
class RealClusterTest {

  private static final String CLUSTER = "cluster-2";
  private static final String NAMESPACE = "fleet-test-" + UUID.randomUUID();
  private static final int CONFIG_MAPS = 1200;
  private static final OutputPolicy ALL = new OutputPolicy(Format.OBJECTS, 100 << 20);

  private static Fleet admin;
  private static Fleet viewer;
  private static KubernetesClient client;

  @BeforeAll
  static void fill() throws IOException {
    Path kubeconfig = Path.of(System.getenv(RealCluster.KUBECONFIG));
    admin = Fleet.ofKubeconfig(kubeconfig);
    viewer = Fleet.ofKubeconfig(kubeconfig.resolveSibling("viewer.kubeconfig"));
    String yaml =
        Files.readString(kubeconfig)
            .replaceAll("current-context: .*", "current-context: " + CLUSTER);
    client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(yaml)).build();
    client.resource(namespace()).create();
    try (var workers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < CONFIG_MAPS; i++) {
        ConfigMap map = configMap(i);
        workers.submit(() -> client.resource(map).create());
      }
    }
  }

  private static Namespace namespace() {
    return new NamespaceBuilder()
        .withApiVersion("v1")
        .withKind("Namespace")
        .withNewMetadata()
        .withName(NAMESPACE)
        .endMetadata()
        .build();
  }

  private static ConfigMap configMap(int i) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("map-%04d".formatted(i))
        .withNamespace(NAMESPACE)
        .addToLabels("parity", i % 2 == 0 ? "even" : "odd")
        .endMetadata()
        .addToData("n", Integer.toString(i))
        .build();
  }

  @AfterAll
  static void clean() {
    client.configMaps().inNamespace(NAMESPACE).delete();
    client.namespaces().withName(NAMESPACE).delete();
    // Without a controller manager nothing else ends the namespace.
    client.raw("/api/v1/namespaces/" + NAMESPACE + "/finalize", "PUT", namespace());
    client.close();
    admin.close();
    viewer.close();
  }

  @Test
  void anApiServerIsHealthyAndTellsItsVersion() {
    ClusterAnswer answer = admin.run(CLUSTER, new Operation.CheckHealth(), Format.NONE);

    assertThat(answer.output())
        .isInstanceOfSatisfying(
            Output.ClusterHealth.class,
            health -> assertThat(health.kubernetesVersion()).startsWith("v1."));
  }

  @Test
  void everyPageOfAListIsReadInOrder() {
    ClusterAnswer answer = admin.run(CLUSTER, Fleet.list("cm", NAMESPACE), ALL);

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < CONFIG_MAPS; i++) {
      expected.add("map-%04d".formatted(i));
    }
    assertThat(names(answer)).containsExactlyElementsOf(expected);
    assertThat(answer.outputTruncated()).isFalse();
  }

  @Test
  void anObjectHasEveryFieldThatTheApiServerHas() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String raw = client.raw("/api/v1/namespaces/" + NAMESPACE + "/configmaps/map-0007");

    ClusterAnswer got = admin.run(CLUSTER, Fleet.get("configmap", NAMESPACE, "map-0007"), ALL);
    ClusterAnswer listed =
        admin.run(
            CLUSTER,
            new Operation.ListResources(
                "v1", "ConfigMap", NAMESPACE, "", "metadata.name=map-0007", 0, false),
            ALL);

    assertThat(json.readTree(objects(got).getFirst().json().toString()))
        .isEqualTo(json.readTree(raw));
    assertThat(json.readTree(objects(listed).getFirst().json().toString()))
        .isEqualTo(json.readTree(raw));
    assertThat(objects(listed).getFirst().ref())
        .isEqualTo(new ResourceRef("v1", "ConfigMap", NAMESPACE, "map-0007"));
  }

  @Test
  void aLabelSelectorAndALimitCutAList() {
    Operation odd =
        new Operation.ListResources("", "configmaps", NAMESPACE, "parity in (odd)", "", 600, false);
    Operation fewer =
        new Operation.ListResources("", "configmaps", NAMESPACE, "parity=odd", "", 599, false);

    assertThat(names(admin.run(CLUSTER, odd, ALL))).hasSize(600).contains("map-0001", "map-1199");
    assertThat(admin.run(CLUSTER, odd, ALL).outputTruncated()).isFalse();
    assertThat(names(admin.run(CLUSTER, fewer, ALL))).hasSize(599);
    assertThat(admin.run(CLUSTER, fewer, ALL).outputTruncated()).isTrue();
  }

  @Test
  void aTableHasKubectlsColumns() {
    ResourceTable table =
        (ResourceTable)
            requireNonNull(
                admin.run(CLUSTER, Fleet.list("configmaps", NAMESPACE), Format.TABLE).output());

    assertThat(table.columns())
        .extracting(Output.Column::name)
        .containsExactly("Name", "Data", "Age");
    assertThat(table.rows()).hasSize(CONFIG_MAPS);
    assertThat(table.rows().getFirst().cells()).startsWith("map-0000", "1");
    assertThat(table.rows().getFirst().ref())
        .isEqualTo(new ResourceRef("v1", "ConfigMap", NAMESPACE, "map-0000"));
  }

  @Test
  void metadataComesWithoutTheRest() {
    ClusterAnswer answer =
        admin.run(CLUSTER, Fleet.get("cm", NAMESPACE, "map-0000"), Format.METADATA);

    assertThat(objects(answer).getFirst().json().toString())
        .contains("\"kind\":\"PartialObjectMetadata\"", "\"parity\":\"even\"")
        .doesNotContain("\"data\"");
  }

  @Test
  void aCustomKindIsListedByItsShortName() throws IOException {
    String group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";
    CustomResourceDefinition crd =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .load(
                new ByteArrayInputStream(
                    """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: gizmos.%1$s}
                    spec:
                      group: %1$s
                      scope: Namespaced
                      names: {plural: gizmos, singular: gizmo, kind: Gizmo, shortNames: [gz]}
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                    """
                        .formatted(group)
                        .getBytes(StandardCharsets.UTF_8)))
            .item();
    client.resource(crd).create();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          admin.run(CLUSTER, Fleet.list("gz", NAMESPACE), Format.OBJECTS).error())
                      .isNull());
    } finally {
      client.resource(crd).delete();
    }
  }

  @Test
  void whatACallerMayNotDoIsDeniedInTheApiServersWords() {
    assertThat(viewer.run(CLUSTER, Fleet.list("secrets", NAMESPACE), Format.TABLE))
        .isEqualTo(
            ClusterAnswer.failed(
                ClusterState.DENIED,
                new ClusterError(
                    ErrorCode.PERMISSION_DENIED,
                    "FORBIDDEN",
                    "secrets is forbidden: User \"viewer\" cannot list resource \"secrets\" in API"
                        + " group \"\" in the namespace \""
                        + NAMESPACE
                        + "\"",
                    403)));
  }

  @Test
  void whatIsNotThereIsNotFoundInTheApiServersWords() {
    assertThat(admin.run(CLUSTER, Fleet.get("deploy", NAMESPACE, "nothing"), Format.OBJECTS))
        .isEqualTo(
            ClusterAnswer.failed(
                ClusterState.FAILED,
                new ClusterError(
                    ErrorCode.NOT_FOUND,
                    "NOT_FOUND",
                    "deployments.apps \"nothing\" not found",
                    404)));
  }

  private static List<Output.KubernetesObject> objects(ClusterAnswer answer) {
    assertThat(answer.error()).isNull();
    return ((KubernetesObjects) requireNonNull(answer.output())).objects();
  }

  private static List<String> names(ClusterAnswer answer) {
    return objects(answer).stream().map(object -> object.ref().objectName()).toList();
  }
}
