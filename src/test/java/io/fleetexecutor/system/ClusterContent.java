package io.fleetexecutor.system;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Puts things into one of some real clusters, apart from the service. */
record ClusterContent(KubernetesClient client) implements AutoCloseable {
  private static final CustomKind WIDGETS = new CustomKind("example.com", "Widget", "wdg");

  static ClusterContent of(KubeClusters clusters) throws IOException {
    return of(clusters, "cluster-1");
  }

  static ClusterContent of(KubeClusters clusters, String cluster) throws IOException {
    Config config = Config.fromKubeconfig(cluster, Files.readString(clusters.kubeconfig()), null);
    return new ClusterContent(new KubernetesClientBuilder().withConfig(config).build());
  }

  void namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  /** Named config-0, config-1, …, and labelled with the parity of their number. */
  void configMaps(String namespace, int count) {
    IntStream.range(0, count).parallel().forEach(number -> configMap(namespace, number));
  }

  private void configMap(String namespace, int number) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("config-" + number)
                .withNamespace(namespace)
                .withLabels(Map.of("parity", number % 2 == 0 ? "even" : "odd"))
                .endMetadata()
                .withData(Map.of("number", Integer.toString(number)))
                .build())
        .create();
  }

  /** A widget, of a kind that only this cluster has. */
  void customResource(String namespace, String name) {
    client
        .resource(Serialization.unmarshal(WIDGETS.definition(), CustomResourceDefinition.class))
        .create();
    var widget = new GenericKubernetesResource();
    widget.setApiVersion("example.com/v1");
    widget.setKind("Widget");
    widget.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    // The API server serves a new kind a moment after its definition was accepted.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> client.resource(widget).create() != null);
  }

  /** As kubectl applies it, which repeats its data in an annotation. */
  void secret(String namespace, String name, String key, String value) {
    String data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Map.of("name", name))
                .withAnnotations(
                    Map.of(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        "{\"data\":{\"%s\":\"%s\"}}".formatted(key, data)))
                .endMetadata()
                .withData(Map.of(key, data))
                .build())
        .create();
  }

  void serviceAccount(String namespace, String name) {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
  }

  /** As pods get it, for an audience of their choice. */
  String token(String namespace, String serviceAccount, String audience) {
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(3600L)
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  String uid(String namespace, String serviceAccount) {
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .get()
        .getMetadata()
        .getUid();
  }

  void deleteServiceAccount(String namespace, String name) {
    client.serviceAccounts().inNamespace(namespace).withName(name).delete();
  }

  @Override
  public void close() {
    client.close();
  }
}
