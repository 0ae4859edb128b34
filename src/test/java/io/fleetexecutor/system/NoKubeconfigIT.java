package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoKubeconfigIT {
  @TempDir Path home;

  @Test
  void theServiceIsReadyAndTellsWhichFileItLookedFor() throws Exception {
    try (var service = ServiceProcess.start(Map.of("KUBECONFIG", ""), "-Duser.home=" + home)) {
      assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);

      Refusal refusal =
          Refusal.of(() -> service.stub().execute(Requests.checkHealth().build()).next());

      assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(refusal.message()).contains(home.resolve(".kube/config").toString());
      assertThat(refusal.reason()).isEqualTo("NO_CLUSTER_SELECTED");
    }
  }
}
