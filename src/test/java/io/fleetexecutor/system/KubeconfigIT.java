package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.ClusterError;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealClusters
class KubeconfigIT {
  @TempDir Path directory;

  @Test
  void aBrokenContextIsListedWithItsErrorAndHindersNoOther(KubeClusters clusters) throws Exception {
    String kubeconfig =
        Kubeconfig.of(clusters.kubeconfig()).context("broken", "nowhere").write(directory);
    try (var service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig))) {
      Cluster listed = list(service).getClusters(0);
      assertThat(listed.getName()).isEqualTo("clusters/broken");
      ClusterError error = listed.getError();
      assertThat(error.getReason()).isEqualTo("INVALID_KUBECONFIG_CONTEXT");
      assertThat(error.getMessage()).contains("broken", "nowhere");

      var stream = ExecutionStream.start(service.channel(), Requests.checkHealth().build());

      stream.awaitFinished();
      assertThat(stream.result("broken").getState()).isEqualTo(State.STATE_UNREACHABLE);
      assertThat(stream.result("broken").getError()).isEqualTo(error);
      for (String good : List.of("cluster-1", "cluster-2", "cluster-3")) {
        assertThat(stream.result(good).getState()).isEqualTo(State.STATE_SUCCEEDED);
      }
    }
  }

  @Test
  void severalFilesMakeOneFleetInWhichTheFirstWins(KubeClusters clusters) throws Exception {
    try (var fake = FakeCluster.withOnePod()) {
      String second =
          new Kubeconfig()
              .cluster("cluster-1", "http://127.0.0.1:1")
              .cluster("fake", fake.url())
              .write(directory);
      Path unreadable = Files.writeString(directory.resolve("unreadable"), "contexts: [");
      String kubeconfig =
          String.join(
              File.pathSeparator,
              clusters.kubeconfig().toString(),
              directory.resolve("missing").toString(),
              unreadable.toString(),
              second);
      try (var service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig))) {
        ListClustersResponse fleet = list(service);
        assertThat(fleet.getClustersList())
            .extracting(Cluster::getName)
            .containsExactly(
                "clusters/cluster-1", "clusters/cluster-2", "clusters/cluster-3", "clusters/fake");
        assertThat(fleet.getWarningsList())
            .anySatisfy(warning -> assertThat(warning).contains(unreadable.toString()));

        var stream = ExecutionStream.start(service.channel(), Requests.list("pods").build());

        assertThat(stream.awaitFinished().getSummary().getSuccessRate()).isEqualTo(1.0);
      }
    }
  }

  private static ListClustersResponse list(ServiceProcess service) {
    return service.stub().listClusters(ListClustersRequest.getDefaultInstance());
  }
}
