package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.SnapshotCompleted;
import io.fleetexecutor.v1.WatchClustersResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

class ClustersWatchTest extends ScriptedServiceTest {
  private static final WatchClustersResponse COMPLETED =
      WatchClustersResponse.newBuilder()
          .setSnapshotCompleted(SnapshotCompleted.getDefaultInstance())
          .build();

  @Test
  void whatThereIsComesFirstAndThenEachChange() {
    service.thenFollowed(
        null, added("prod-eu"), added("b"), COMPLETED, reached("b"), warning(), removed("prod-eu"));

    CommandLineRun run = CommandLineRun.against(service, "clusters", "--watch");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            NAME      SOURCE       NAMESPACE   VERSION   LATENCY   LABELS   STATUS
            prod-eu   kubeconfig   default     <none>    <none>    <none>   not checked yet
            b         kubeconfig   default     <none>    <none>    <none>   not checked yet
            b         kubeconfig   default     v1.33.2   <none>    <none>   ok
            prod-eu   <none>       <none>      <none>    <none>    <none>   removed
            """);
    assertThat(run.err()).isEqualTo("warning: config: no YAML\n");
  }

  @Test
  void afterAConnectionBrokeWhatThereIsComesAgain() {
    service
        .thenFollowed(lost(), added("a"), added("b"), COMPLETED)
        .thenFollowed(lost())
        .thenFollowed(null, added("a"), COMPLETED, reached("a"));

    CommandLineRun run = CommandLineRun.against(service, "clusters", "--watch", "-o", "name");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("a\nb\na\na\n");
    assertThat(run.err())
        .isEqualTo("the connection broke (UNAVAILABLE: gone); reconnecting to the clusters\n");
  }

  @Test
  void aServiceThatWasNeverThereIsNotTriedAgain() {
    service.thenFollowed(lost());

    assertThat(CommandLineRun.against(service, "clusters", "--watch").exitCode()).isNotZero();
  }

  private static StatusRuntimeException lost() {
    return Status.UNAVAILABLE.withDescription("gone").asRuntimeException();
  }

  private static WatchClustersResponse added(String name) {
    return WatchClustersResponse.newBuilder().setClusterAdded(cluster(name)).build();
  }

  private static WatchClustersResponse reached(String name) {
    Cluster.Builder cluster = cluster(name);
    cluster.getHealthBuilder().setReachable(true).setKubernetesVersion("v1.33.2");
    return WatchClustersResponse.newBuilder().setClusterChanged(cluster).build();
  }

  private static WatchClustersResponse removed(String name) {
    return WatchClustersResponse.newBuilder().setClusterRemoved("clusters/" + name).build();
  }

  private static WatchClustersResponse warning() {
    WatchClustersResponse.Builder change = WatchClustersResponse.newBuilder();
    change.getWarningsChangedBuilder().addWarnings("config: no YAML");
    return change.build();
  }

  private static Cluster.Builder cluster(String name) {
    return Cluster.newBuilder()
        .setName("clusters/" + name)
        .setSource("kubeconfig")
        .setDefaultNamespace("default");
  }
}
