package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.FailureGroup;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of five contexts may not read, and two more lead nowhere. */
@RealClusters
class FailureGroupsIT {
  private static final String FORBIDDEN =
      "namespaces \"default\" is forbidden: User \"viewer\" cannot get resource \"namespaces\" in"
          + " API group \"\" in the namespace \"default\"";

  @TempDir static Path directory;
  static ServiceProcess service;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    String kubeconfig =
        Kubeconfig.of(clusters.kubeconfig())
            .contextAs(clusters.viewerKubeconfig(), "viewer-2", "cluster-2")
            .contextAs(clusters.viewerKubeconfig(), "viewer-3", "cluster-3")
            .cluster("gone-1", "http://127.0.0.1:1")
            .cluster("gone-2", "http://127.0.0.1:2")
            .write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void failuresAlikeAreOneGroupEach() {
    Requests get = Requests.get("namespace", "", "default");
    var stream = ExecutionStream.start(service.channel(), get.build());

    ExecutionSummary summary = stream.awaitFinished().getSummary();

    assertThat(summary.getAnswerGroupsList())
        .extracting(AnswerGroup::getClusterCount)
        .containsExactly(3);
    assertThat(summary.getClusterCounts().getDeniedCount()).isEqualTo(2);
    assertThat(summary.getClusterCounts().getUnreachableCount()).isEqualTo(2);
    assertThat(summary.getFailureGroupCount()).isEqualTo(2);
    FailureGroup denied = group(summary, State.STATE_DENIED);
    assertThat(denied.getClusterCount()).isEqualTo(2);
    assertThat(denied.getClustersList()).containsExactly("clusters/viewer-2", "clusters/viewer-3");
    assertThat(denied.getError().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(denied.getError().getHttpStatus()).isEqualTo(403);
    assertThat(denied.getError().getReason()).isEqualTo("FORBIDDEN");
    assertThat(denied.getError().getMessage()).isEqualTo(FORBIDDEN);
    FailureGroup gone = group(summary, State.STATE_UNREACHABLE);
    assertThat(gone.getClustersList()).containsExactly("clusters/gone-1", "clusters/gone-2");
    assertThat(gone.getError().getReason()).isEqualTo("CONNECTION_REFUSED");
    assertThat(gone.getError().getMessage()).contains("<address>").doesNotContain("127.0.0.1");
  }

  private static FailureGroup group(ExecutionSummary summary, State state) {
    return summary.getFailureGroupsList().stream()
        .filter(group -> group.getState() == state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCommandLineShowsThemWithTheirReasons() throws Exception {
    FleetScript.Output output =
        FleetScript.run(service, "execute", "get", "namespace/default", "--group");

    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.rows())
        .contains("= 3 clusters answered the same cluster-1, cluster-2, cluster-3")
        .containsSequence("✗ 2 clusters DENIED viewer-2, viewer-3", FORBIDDEN)
        .contains("✗ 2 clusters UNREACHABLE gone-1, gone-2");
  }
}
