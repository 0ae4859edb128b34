package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.grpc.Status;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second try, on the clusters that did not succeed at the first. */
class RetryIT {
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30)).displayName("first try");

  @TempDir Path directory;
  volatile Handler<HttpServerRequest> answer =
      Answers.status(500, "InternalError", "etcd is on fire");
  FakeCluster good;
  FakeCluster failing;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    good = FakeCluster.withOnePod();
    failing = FakeCluster.start(request -> answer.handle(request));
    String kubeconfig =
        new Kubeconfig()
            .cluster("failing", failing.url())
            .cluster("good", good.url())
            .cluster("unreachable", "http://127.0.0.1:1")
            .write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterEach
  void stop() {
    service.close();
    failing.close();
    good.close();
  }

  private void mend() {
    answer = request -> FakeCluster.json(request, FakeCluster.podList(""));
  }

  private ExecutionStream firstTry() {
    ExecutionStream first = ExecutionStream.start(service.channel(), LIST_PODS.build());
    first.awaitFinished();
    assertThat(first.result("failing").getState()).isEqualTo(State.STATE_FAILED);
    assertThat(first.result("good").getState()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(first.result("unreachable").getState()).isEqualTo(State.STATE_UNREACHABLE);
    return first;
  }

  private ExecutionStream retry(ExecutionStream first, State... states) {
    return ExecutionStream.start(
        service.channel(), Requests.retry(first.execution(), states).build());
  }

  @Test
  void everyClusterThatDidNotSucceedRunsAgain() {
    ExecutionStream first = firstTry();
    mend();

    ExecutionStream second = retry(first);

    Execution finished = second.awaitFinished();
    assertThat(second.results()).containsOnlyKeys("clusters/failing", "clusters/unreachable");
    assertThat(second.result("failing").getState()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(second.result("unreachable").getState()).isEqualTo(State.STATE_UNREACHABLE);
    assertThat(finished.getRetryOf()).isEqualTo(first.execution());
    assertThat(finished.getName()).isNotEqualTo(first.execution());
    assertSameButForTheSelector(finished.getSpec(), first.awaitFinished().getSpec());
    new Kept(service).assertWhole(first);
    new Kept(service).assertWhole(second);
    assertThat(service.executions().results(second.execution(), "state != SUCCEEDED"))
        .extracting(ClusterResult::getCluster)
        .containsExactly("clusters/unreachable");
  }

  private static void assertSameButForTheSelector(ExecutionSpec spec, ExecutionSpec other) {
    assertThat(spec.toBuilder().clearClusterSelector().build())
        .isEqualTo(other.toBuilder().clearClusterSelector().build());
  }

  @Test
  void clustersOfTheGivenStatesRunAgain() {
    ExecutionStream first = firstTry();
    mend();

    ExecutionStream second = retry(first, State.STATE_FAILED);

    assertThat(second.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(second.results()).containsOnlyKeys("clusters/failing");
    ExecutionStream third = retry(first, State.STATE_SUCCEEDED, State.STATE_UNREACHABLE);
    third.awaitFinished();
    assertThat(third.results()).containsOnlyKeys("clusters/good", "clusters/unreachable");
  }

  @Test
  void thereIsNothingToRetryWhereAllSucceeded() {
    ExecutionStream first = firstTry();
    mend();
    ExecutionStream second = retry(first, State.STATE_FAILED);
    second.awaitFinished();

    assertRefused(retry(second), Status.Code.FAILED_PRECONDITION);
    assertRefused(retry(first, State.STATE_DENIED), Status.Code.FAILED_PRECONDITION);
    assertThat(service.executions().list()).hasSize(2);
  }

  @Test
  void anExecutionThatRunsOrDoesNotExistCannotBeRetried() {
    answer = request -> {};
    var running = ExecutionStream.start(service.channel(), LIST_PODS.build());
    failing.awaitPodRequest();

    assertRefused(retry(running), Status.Code.FAILED_PRECONDITION);
    var unknown = Requests.retry("executions/" + UUID.randomUUID()).build();
    Refusal refusal = ExecutionStream.start(service.channel(), unknown).awaitRefusal();
    assertThat(refusal.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("EXECUTION_NOT_FOUND");
    running.cancel();
  }

  private static void assertRefused(ExecutionStream stream, Status.Code code) {
    Refusal refusal = stream.awaitRefusal();
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(code);
    assertThat(refusal.reason()).isNotEmpty();
    assertThat(stream.events()).isEmpty();
  }
}
