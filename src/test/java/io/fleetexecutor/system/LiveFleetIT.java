package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchClustersResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet changes under a running service. */
@RealClusters
class LiveFleetIT {
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      type: cluster.x-k8s.io/secret
      metadata:
        name: managed-kubeconfig
        namespace: default
        labels: {cluster.x-k8s.io/cluster-name: managed, env: test}
      data:
        value: %s
      """;

  @TempDir Path directory;

  private final List<WatchClustersResponse> changes = new CopyOnWriteArrayList<>();

  @Test
  void aSecretOfClusterApiIsAClusterAsLongAsItIsThere(KubeClusters clusters) throws Exception {
    try (ServiceProcess service = service(clusters)) {
      follow(service);
      awaitChange(WatchClustersResponse::hasSnapshotCompleted);
      finish(service, secret(clusters.kubeconfig()));

      awaitChange(change -> change.getClusterAdded().getName().equals("clusters/managed"));
      Cluster added = only(service, "env=test");
      assertThat(added.getSource()).isEqualTo("cluster-api");
      assertThat(read(service)).isEqualTo(State.STATE_SUCCEEDED);
      awaitChange(
          change ->
              change.getClusterChanged().getName().equals("clusters/managed")
                  && change.getClusterChanged().getHealth().getReachable());

      deleteSecret(service);
      awaitChange(change -> change.getClusterRemoved().equals("clusters/managed"));
    }
  }

  @Test
  void rotatedCredentialsAreUsedByTheNextRequest(KubeClusters clusters) throws Exception {
    try (ServiceProcess service = service(clusters)) {
      follow(service);
      finish(service, secret(clusters.kubeconfig()));
      awaitChange(change -> change.getClusterAdded().getName().equals("clusters/managed"));
      assertThat(read(service)).isEqualTo(State.STATE_SUCCEEDED);

      finish(service, secret(clusters.viewerKubeconfig()));
      awaitRead(service, State.STATE_DENIED);

      finish(service, secret(clusters.kubeconfig()));
      awaitRead(service, State.STATE_SUCCEEDED);
      deleteSecret(service);
    }
  }

  @Test
  void aKubeconfigThatChangesOrBreaksIsFollowed(KubeClusters clusters) throws Exception {
    Path file = directory.resolve("config");
    String all = Files.readString(clusters.kubeconfig());
    Files.writeString(file, all);
    try (ServiceProcess service = ServiceProcess.on(file)) {
      follow(service);
      awaitChange(WatchClustersResponse::hasSnapshotCompleted);

      Files.writeString(file, all.replace("name: cluster-3", "name: renamed"));
      awaitChange(change -> change.getClusterRemoved().equals("clusters/cluster-3"));

      Files.writeString(file, "contexts: [");
      awaitChange(
          change ->
              change.getWarningsChanged().getWarningsList().toString().contains("no valid YAML"));
      assertThat(list(service, "")).hasSize(3);
    }
  }

  private ServiceProcess service(KubeClusters clusters) throws IOException {
    return ServiceProcess.start(
        Map.of(
            "KUBECONFIG",
            clusters.kubeconfig().toString(),
            "FLEET_MANAGEMENT_KUBECONFIG",
            clusters.kubeconfig().toString(),
            "FLEET_MANAGEMENT_CONTEXT",
            "cluster-1",
            "FLEET_MANAGEMENT_CLUSTER_API",
            "true"));
  }

  private void follow(ServiceProcess service) {
    Iterator<WatchClustersResponse> stream =
        service.stub().watchClusters(WatchClustersRequest.getDefaultInstance());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                stream.forEachRemaining(changes::add);
              } catch (io.grpc.StatusRuntimeException e) {
                // the service has ended
              }
            });
  }

  private void awaitChange(Predicate<WatchClustersResponse> wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> changes.stream().anyMatch(wanted));
  }

  private static void deleteSecret(ServiceProcess service) {
    finish(
        service,
        ChangeRequests.delete(ChangeRequests.ref("Secret", "default", "managed-kubeconfig"))
            .on("cluster-1"));
  }

  private static void awaitRead(ServiceProcess service, State wanted) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> read(service) == wanted);
  }

  private static State read(ServiceProcess service) {
    ExecutionStream stream =
        ExecutionStream.start(
            service.channel(), Requests.get("namespaces", "", "default").on("managed").build());
    stream.awaitFinished();
    return stream.result("managed").getState();
  }

  private static void finish(ServiceProcess service, Requests request) {
    assertThat(ExecutionStream.start(service.channel(), request.build()).awaitFinished().getState())
        .isEqualTo(io.fleetexecutor.v1.Execution.State.STATE_SUCCEEDED);
  }

  private static Cluster only(ServiceProcess service, String selector) {
    List<Cluster> found = list(service, selector);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<Cluster> list(ServiceProcess service, String labels) {
    return service
        .stub()
        .listClusters(
            ListClustersRequest.newBuilder()
                .setClusterSelector(ClusterSelector.newBuilder().setLabelSelector(labels))
                .build())
        .getClustersList();
  }

  /** The Secret with cluster-2 as that kubeconfig reaches it, into the management cluster. */
  private static Requests secret(Path kubeconfig) throws IOException {
    return ChangeRequests.apply(SECRET.formatted(inlined(kubeconfig, "cluster-2"))).on("cluster-1");
  }

  /** A kubeconfig of one cluster that names no files, as base64. */
  private static String inlined(Path file, String context) throws IOException {
    Config config = Config.fromKubeconfig(context, Files.readString(file), file.toString());
    String text =
        """
        {"apiVersion": "v1", "kind": "Config", "current-context": "c",
         "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}],
         "clusters": [{"name": "c", "cluster": {"server": "%s", "certificate-authority-data": "%s"}}],
         "users": [{"name": "u", "user": {"token": "%s"}}]}
        """
            .formatted(
                config.getMasterUrl(),
                base64(Files.readAllBytes(Path.of(config.getCaCertFile()))),
                config.getAutoOAuthToken());
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
