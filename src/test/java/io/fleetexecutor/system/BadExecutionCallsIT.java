package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.StreamOptions;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls about executions that must be refused, with everything that is wrong with them at once. */
class BadExecutionCallsIT {
  static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    service = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", "3"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "executions/",
        "executions",
        "clusters/a",
        "executions/a/b",
        "executions/../a"
      })
  void aMalformedNameIsQuoted(String name) {
    Refusal refusal =
        Refusal.of(
            () ->
                service
                    .stub()
                    .getExecution(GetExecutionRequest.newBuilder().setName(name).build()));

    assertInvalid(refusal, "name");
    if (!name.isEmpty()) {
      assertThat(refusal.violations().get("name")).contains('"' + name + '"');
    }
  }

  @Test
  void aWatchTellsAllThatIsWrong() {
    var request =
        WatchExecutionRequest.newBuilder()
            .setName("nonsense")
            .setStartSequence(-1)
            .setStreamOptions(
                StreamOptions.newBuilder()
                    .setProgressInterval(Duration.newBuilder().setSeconds(-1)))
            .build();

    assertInvalid(
        Refusal.of(() -> service.stub().watchExecution(request).next()),
        "name",
        "start_sequence",
        "stream_options.progress_interval");
  }

  @Test
  void aListOfExecutionsTellsAllThatIsWrong() {
    var request =
        ListExecutionsRequest.newBuilder()
            .setPageSize(-1)
            .setPageToken("no token")
            .setFilter("state = ")
            .build();

    assertInvalid(
        Refusal.of(() -> service.stub().listExecutions(request)),
        "page_size",
        "page_token",
        "filter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour = blue",
        "state = PURPLE",
        "state > RUNNING",
        "state = RUNNING AND",
        "(state = RUNNING",
        "create_time > yesterday",
        "cluster = \"prod\""
      })
  void aBadFilterOfExecutionsIsRefused(String filter) {
    assertInvalid(Refusal.of(() -> service.executions().list(filter)), "filter");
  }

  @Test
  void aListOfResultsTellsAllThatIsWrong() {
    var request =
        ListClusterResultsRequest.newBuilder()
            .setParent("nonsense")
            .setPageSize(-1)
            .setPageToken("no token")
            .setFilter("caller = \"me\"")
            .build();

    assertInvalid(
        Refusal.of(() -> service.stub().listClusterResults(request)),
        "parent",
        "page_size",
        "page_token",
        "filter");
  }

  @Test
  void aCancellationTellsAllThatIsWrong() {
    var request =
        CancelExecutionRequest.newBuilder()
            .setName("nonsense")
            .setReason("x".repeat(1_025))
            .build();

    assertInvalid(Refusal.of(() -> service.stub().cancelExecution(request)), "name", "reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00000000-0000-0000-0000", "1-2-3-4-5"})
  void aRequestIdThatIsNoUuidIsToldWithTheRest(String requestId) {
    ExecuteRequest request =
        Requests.checkHealth().displayName("x".repeat(257)).build().toBuilder()
            .setRequestId(requestId)
            .build();

    assertInvalid(
        Refusal.of(() -> service.stub().execute(request).next()),
        "request_id",
        "spec.display_name");
  }

  @Test
  void aRetryOfANameThatIsNoneAndAStateThatIsNotFinalIsRefused() {
    ExecuteRequest request = Requests.retry("nonsense", State.STATE_RUNNING).build();

    assertInvalid(
        Refusal.of(() -> service.stub().execute(request).next()),
        "retry.execution",
        "retry.states[0]");
  }

  private static void assertInvalid(Refusal refusal, String... fields) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(refusal.violations()).containsOnlyKeys(fields);
    assertThat(service.executions().list()).isEmpty();
  }
}
