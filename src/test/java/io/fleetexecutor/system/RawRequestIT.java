package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that real API servers get as they are. */
@RealClusters
class RawRequestIT {
  private static final String NAMESPACE = "fleet-raw";
  private static final String CONFIG_MAPS = "/api/v1/namespaces/fleet-raw/configmaps";
  private static final int CAP = 10_000;

  static ServiceProcess service;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    service = ServiceProcess.on(clusters.kubeconfig());
    EndedExecution.succeeded(
        service,
        ChangeRequests.apply(
            Yaml.documents(
                Yaml.namespace(NAMESPACE),
                Yaml.configMap(NAMESPACE, "large", "x".repeat(10 * CAP)))));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void theVersionOfEachClusterComesBackAsItWasSent() throws Exception {
    EndedExecution ended = EndedExecution.succeeded(service, ChangeRequests.raw("GET", "/version"));

    assertThat(ended.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              RawResponse response = result.getRawResponse();
              assertThat(response.getStatusCode()).isEqualTo(200);
              assertThat(response.getContentType()).isEqualTo("application/json");
              assertThat(response.getBody().toStringUtf8())
                  .startsWith("{")
                  .contains("\"gitVersion\": \"v1.20.2\"");
              assertThat(result.getChanged()).isFalse();
            });
    assertThat(ended.summary().getAnswerGroupsList())
        .extracting(AnswerGroup::getClusterCount)
        .containsExactly(3);
    assertThat(
            FleetScript.run(service, "execute", "raw", "get", "/version", "--clusters", "cluster-1")
                .succeeded()
                .rows())
        .contains("\"gitVersion\": \"v1.20.2\",");
  }

  @Test
  void aPostIsAChangeThatDoesNotSucceedTwice() throws Exception {
    Requests post = ChangeRequests.raw("POST", CONFIG_MAPS, "{\"metadata\":{\"name\":\"posted\"}}");

    EndedExecution dryRun = EndedExecution.succeeded(service, post.dryRun());
    EndedExecution first = EndedExecution.succeeded(service, post);
    EndedExecution second = EndedExecution.failed(service, post, "ALREADY_EXISTS");

    assertThat(dryRun.summary().getChangedClusterCount()).isEqualTo(3);
    assertThat(first.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(result.getRawResponse().getStatusCode()).isEqualTo(201);
              assertThat(result.getChanged()).isTrue();
            });
    assertThat(first.summary().getAnswerGroupCount()).isEqualTo(1);
    assertThat(second.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(result.getError().getHttpStatus()).isEqualTo(409);
              assertThat(result.getRawResponse().getStatusCode()).isEqualTo(409);
              assertThat(result.getChanged()).isFalse();
              assertThat(result.getOutcomeUnknown()).isFalse();
            });
    FleetScript.Output output =
        FleetScript.run(
            service, "execute", "raw", "POST", CONFIG_MAPS, "-d", post("posted-by-a-person"));
    assertThat(output.succeeded().errors()).contains("3 succeeded, 3 changed");
  }

  @Test
  void aDryRunOfADeleteDeletesNothing() throws Exception {
    String object = CONFIG_MAPS + "/large";

    EndedExecution dryRun =
        EndedExecution.succeeded(service, ChangeRequests.raw("DELETE", object).dryRun());
    FleetScript.Output refused =
        FleetScript.run(service, "execute", "raw", "DELETE", object, "-d", "{}", "--dry-run");

    assertThat(dryRun.summary().getChangedClusterCount()).isEqualTo(3);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("a DELETE with a body can be no dry run");
    EndedExecution.succeeded(service, ChangeRequests.raw("GET", object).atMost(CAP));
  }

  private static String post(String name) {
    return "{\"metadata\":{\"name\":\"%s\"}}".formatted(name);
  }

  /** A large answer, and one that does not end. */
  @ParameterizedTest
  @ValueSource(strings = {"/openapi/v2", CONFIG_MAPS + "?watch=true"})
  void anAnswerIsCutAtTheCap(String path) {
    EndedExecution ended =
        EndedExecution.succeeded(service, ChangeRequests.raw("GET", path).atMost(CAP));

    assertThat(ended.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(result.getOutputTruncated()).isTrue();
              assertThat(result.getRawResponse().getBody().size()).isEqualTo(CAP);
              assertThat(result.getTotalOutputBytes()).isGreaterThan(CAP);
            });
  }

  @Test
  void anAnswerThatDoesNotEndTimesOut() {
    EndedExecution ended =
        EndedExecution.of(
            service,
            ChangeRequests.raw("GET", CONFIG_MAPS + "?watch=true")
                .attemptTimeout(Duration.ofSeconds(3)));

    assertThat(ended.results())
        .hasSize(3)
        .extracting(ClusterResult::getState)
        .containsOnly(State.STATE_TIMED_OUT);
    assertThat(ended.summary().getFailureGroups(0).getError().getMessage())
        .isEqualTo("attempt timeout of 3s passed");
  }
}
