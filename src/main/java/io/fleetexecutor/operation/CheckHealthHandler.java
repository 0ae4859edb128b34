package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.ServerVersion;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.comparison.Fingerprints;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Output.ClusterHealth;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.stream.Collectors;

/** Asks whether an API server is ready, and which version it runs. */
final class CheckHealthHandler {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;

  CheckHealthHandler(InstantSource clock) {
    this.clock = clock;
  }

  Uni<ClusterAnswer> run(OperationContext context) {
    CallerServer server = context.server();
    return readiness(server, "/readyz")
        .chain(
            ready ->
                ready.status() == 404
                    ? readiness(server, "/healthz")
                    : Uni.createFrom().item(ready))
        .chain(ready -> judge(context, ready));
  }

  private static Uni<ApiResponse> readiness(CallerServer server, String path) {
    return fetch(server, path)
        .chain(
            answer ->
                answer.status() == 500 && failedChecks(answer.body()).isEmpty()
                    ? fetch(server, path + "?verbose")
                    : Uni.createFrom().item(answer));
  }

  private static Uni<ApiResponse> fetch(CallerServer server, String uri) {
    return server.probe(ApiRequest.get(uri, "*/*", false));
  }

  private Uni<ClusterAnswer> judge(OperationContext context, ApiResponse ready) {
    if (ready.isSuccess()) {
      if (!ready.body().strip().equals("ok")) {
        throw ClusterFailure.unexpectedAnswer(
            "the readiness check answered: " + StatusFailures.excerpt(ready.body()),
            ready.status());
      }
      return fetch(context.server(), "/version").map(version -> healthy(context, version));
    }
    String checks = failedChecks(ready.body());
    if (checks.isEmpty()) {
      throw StatusFailures.of(ready);
    }
    throw new ClusterFailure(
        ClusterState.FAILED,
        new ClusterError(
            ErrorCode.UNAVAILABLE,
            "NOT_READY",
            "the API server is not ready; failing checks: " + checks,
            ready.status(),
            ready.head().retryAfter()));
  }

  private ClusterAnswer healthy(OperationContext context, ApiResponse version) {
    ClusterHealth health = new ClusterHealth(true, ServerVersion.of(version), clock.instant());
    context
        .review()
        .look(
            null,
            JSON.createObjectNode()
                .put("ready", true)
                .put("kubernetesVersion", health.kubernetesVersion()),
            () -> Fingerprints.ofText(health.kubernetesVersion()));
    return ClusterAnswer.succeeded(health, false, version.body().length());
  }

  /** Of lines such as {@code [-]etcd failed: reason withheld}, the names. */
  private static String failedChecks(String body) {
    return body.lines()
        .filter(line -> line.startsWith("[-]"))
        .map(line -> line.substring(3).split(" ", 2)[0])
        .map(StatusFailures::excerpt)
        .limit(20)
        .collect(Collectors.joining(", "));
  }
}
