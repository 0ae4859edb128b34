package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Output.ClusterHealth;
import io.fleetexecutor.model.OutputPolicy.Format;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckHealthTest {

  private final FakeApiServer server =
      new FakeApiServer().on("/version", "{\"gitVersion\":\"v1.33.2\"}");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aReadyApiServerTellsItsVersion() {
    server.on("/readyz", "ok");

    assertHealthy(check(), "v1.33.2");
  }

  @Test
  void anApiServerWithoutReadyzIsAskedForHealthz() {
    server.on("/healthz", "ok");

    assertHealthy(check(), "v1.33.2");
  }

  @Test
  void aVersionThatIsNotToldIsEmpty() {
    server.on("/readyz", "ok").on("/version", 403, "no");

    assertHealthy(check(), "");
  }

  @Test
  void failingChecksAreNamed() {
    server.on(
        "/readyz", 500, "[+]ping ok\n[-]etcd failed: reason withheld\n[-]poststart/x failed\n");

    assertThat(check().error())
        .isEqualTo(
            new ClusterError(
                ErrorCode.UNAVAILABLE,
                "NOT_READY",
                "the API server is not ready; failing checks: etcd, poststart/x",
                500));
  }

  @Test
  void failingChecksAreAskedForWhereTheyAreNotTold() {
    server.on("/readyz", 500, "not ready").on("/readyz?verbose", 500, "[-]etcd failed\n");

    assertThat(requireNonNull(check().error()).message()).endsWith("failing checks: etcd");
  }

  @Test
  void aRefusedCallerIsDenied() {
    server.on(
        "/readyz", 401, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"message\":\"Unauthorized\"}");

    assertThat(check().state()).isEqualTo(ClusterState.DENIED);
  }

  @Test
  void aPageThatIsNoReadinessIsUnexpected() {
    server.on("/readyz", "<html>Welcome</html>");

    assertThat(requireNonNull(check().error()).reason()).isEqualTo("UNEXPECTED_ANSWER");
  }

  private ClusterAnswer check() {
    return server.fleet.run("c", new Operation.CheckHealth(), Format.NONE);
  }

  private static void assertHealthy(ClusterAnswer answer, String version) {
    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    ClusterHealth health = (ClusterHealth) requireNonNull(answer.output());
    assertThat(health.reachable()).isTrue();
    assertThat(health.kubernetesVersion()).isEqualTo(version);
  }
}
