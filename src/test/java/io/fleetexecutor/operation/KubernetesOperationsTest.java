package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesOperationsTest {

  private static final OutputPolicy POLICY = new OutputPolicy(Format.OBJECTS, 1 << 20);

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aClusterWithABrokenConfigurationIsUnreachable() {
    ClusterError error = ClusterError.of(ErrorCode.FAILED_PRECONDITION, "BROKEN", "no server");
    Cluster broken = new Cluster("c", "c", Map.of(), "test", "default", error);

    assertThat(run(broken).await().atMost(Fleet.LIMIT))
        .isEqualTo(ClusterAnswer.failed(ClusterState.UNREACHABLE, error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1", "/api/v1/pods?limit=500"})
  void cancellingEndsTheRequestThatRuns(String uri) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    server.on(
        uri,
        request -> {
          request.connection().closeHandler(gone -> closed.countDown());
          asked.countDown();
        });
    Cancellable running = run(server.fleet.cluster("c")).subscribe().with(answer -> {});
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    running.cancel();

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoeverResolvesAKindAtOnceSharesTheSearchEvenIfOneLeaves() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch joined = new CountDownLatch(1);
    server
        .on(
            "/api/v1",
            request -> {
              asked.countDown();
              server
                  .fleet
                  .vertx()
                  .executeBlocking(() -> joined.await(30, TimeUnit.SECONDS))
                  .onComplete(done -> request.response().end(FakeApiServer.PODS));
            })
        .on("/api/v1/pods?limit=500", "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}");
    Cancellable leaving = run(server.fleet.cluster("c")).subscribe().with(answer -> {});
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    var staying = run(server.fleet.cluster("c")).subscribeAsCompletionStage();

    leaving.cancel();
    joined.countDown();

    assertThat(staying.get(30, TimeUnit.SECONDS).state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(Collections.frequency(server.requests, "/api/v1")).isEqualTo(1);
  }

  private Uni<ClusterAnswer> run(Cluster cluster) {
    return server
        .fleet
        .operations()
        .run(cluster, Fleet.execution(Fleet.spec(list(), POLICY)), new AttemptNotes());
  }

  private static Operation list() {
    return Fleet.list("pods", "");
  }
}
