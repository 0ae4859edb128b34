package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ListClustersRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that leave the fleet while an execution runs on them. */
class RemovedClusterIT {
  @TempDir Path directory;

  @Test
  void whatIsUnderWayGoesOnAndWhatHasNotStartedIsUnreachable() throws Exception {
    var gate =
        new Gate(
            0, request -> FakeCluster.json(request, FakeCluster.podList(FakeCluster.pod("a", ""))));
    try (var cluster = FakeCluster.start(gate)) {
      Path kubeconfig = directory.resolve("config");
      replace(
          kubeconfig,
          new Kubeconfig().cluster("first", cluster.url()).cluster("second", cluster.url()));
      try (var service = ServiceProcess.on(kubeconfig)) {
        var stream =
            ExecutionStream.start(
                service.channel(), Requests.list("pods").oneAfterTheOther().build());
        cluster.awaitPodRequest();

        replace(kubeconfig, new Kubeconfig().cluster("other", cluster.url()));
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    service
                            .stub()
                            .listClusters(ListClustersRequest.getDefaultInstance())
                            .getClustersCount()
                        == 1);
        gate.open();

        stream.awaitFinished();
        assertThat(stream.result("first").getState()).isEqualTo(State.STATE_SUCCEEDED);
        ClusterResult second = stream.result("second");
        assertThat(second.getState()).isEqualTo(State.STATE_UNREACHABLE);
        assertThat(second.getError().getReason()).isEqualTo("UNKNOWN_CLUSTER");
      }
    }
  }

  private void replace(Path file, Kubeconfig content) throws Exception {
    Files.move(
        Path.of(content.write(directory)),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
