package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.fleetexecutor.v1.ClusterError;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@RealClusters
class RefusedIT {

  @Test
  void aUserWithoutRightsIsDeniedInTheApiServersWords(KubeClusters clusters) throws IOException {
    try (var service = serviceOn(clusters.viewerKubeconfig())) {
      var stream = ExecutionStream.start(service.channel(), Requests.list("pods").build());

      stream.awaitFinished();
      ClusterResult denied = stream.result("cluster-1");
      assertThat(denied.getState()).isEqualTo(State.STATE_DENIED);
      assertThat(denied.getError())
          .isEqualTo(
              error(
                  Code.PERMISSION_DENIED,
                  "pods is forbidden: User \"viewer\" cannot list resource \"pods\" in API group"
                      + " \"\" at the cluster scope",
                  "FORBIDDEN",
                  403));
    }
  }

  @Test
  void aMissingObjectIsNotFoundInTheApiServersWords(KubeClusters clusters) throws IOException {
    try (var service = serviceOn(clusters.kubeconfig())) {
      var request = Requests.get("configmap", "default", "missing").build();
      var stream = ExecutionStream.start(service.channel(), request);

      stream.awaitFinished();
      ClusterResult missing = stream.result("cluster-2");
      assertThat(missing.getState()).isEqualTo(State.STATE_FAILED);
      assertThat(missing.getError())
          .isEqualTo(error(Code.NOT_FOUND, "configmaps \"missing\" not found", "NOT_FOUND", 404));
    }
  }

  @Test
  void aSelectorThatTheClusterDoesNotTakeFailsInTheApiServersWords(KubeClusters clusters)
      throws IOException {
    try (var service = serviceOn(clusters.kubeconfig())) {
      var request =
          Requests.list(
                  io.fleetexecutor.v1.ListResources.newBuilder()
                      .setKind("pods")
                      .setFieldSelector("spec.colour=blue"))
              .build();
      var stream = ExecutionStream.start(service.channel(), request);

      stream.awaitFinished();
      ClusterError error = stream.result("cluster-1").getError();
      assertThat(error.getCode()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(error.getHttpStatus()).isEqualTo(400);
      assertThat(error.getMessage()).contains("field label not supported: spec.colour");
    }
  }

  private static ClusterError error(Code code, String message, String reason, int httpStatus) {
    return ClusterError.newBuilder()
        .setCode(code)
        .setMessage(message)
        .setReason(reason)
        .setHttpStatus(httpStatus)
        .build();
  }

  private static ServiceProcess serviceOn(Path kubeconfig) throws IOException {
    return ServiceProcess.on(kubeconfig);
  }
}
