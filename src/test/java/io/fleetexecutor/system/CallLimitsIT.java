package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.Wave;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Limits of a caller, over a simulated fleet; executions last until they are approved. */
class CallLimitsIT {
  private static final int EXECUTIONS = 4;
  private static final int STREAMS = 40;
  private static final int RACING = 30;
  private static final Requests WAITING =
      Requests.checkHealth()
          .on("demo-001", "demo-002")
          .waves(wave().setApprovalRequired(true).build(), wave().build())
          .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE);

  private static ServiceProcess service;

  @BeforeAll
  static void start() throws IOException {
    service =
        ServiceProcess.start(
            Map.of(
                "FLEET_DEMO_CLUSTERS",
                "12",
                "FLEET_LIMITS_STREAMS",
                Integer.toString(STREAMS),
                "FLEET_LIMITS_EXECUTIONS",
                Integer.toString(EXECUTIONS),
                "FLEET_LIMITS_CLUSTERS_PER_EXECUTION",
                "11"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @RepeatedTest(10)
  void howeverManyRaceNoMoreExecutionsStartThanMay() {
    List<ExecutionStream> streams = new ArrayList<>();
    for (int i = 0; i < RACING; i++) {
      streams.add(ExecutionStream.start(service.channel(), WAITING.build()));
    }
    List<String> running = new ArrayList<>();
    for (ExecutionStream stream : streams) {
      if (isRefused(stream)) {
        Refusal refusal = stream.awaitRefusal();
        assertThat(refusal.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refusal.reason()).isEqualTo("TOO_MANY_EXECUTIONS");
      } else {
        running.add(stream.execution());
        stream.cancel();
      }
    }
    assertThat(running).hasSize(EXECUTIONS).doesNotHaveDuplicates();
    assertThat(ExecutionStream.start(service.channel(), WAITING.build()).awaitRefusal().reason())
        .as("those without their calls count")
        .isEqualTo("TOO_MANY_EXECUTIONS");
    end(running);
  }

  @RepeatedTest(5)
  void howeverManyRaceWithOneRequestIdTheyTakeOnePlace() {
    Requests same = WAITING.id(UUID.randomUUID());
    List<ExecutionStream> streams = new ArrayList<>();
    for (int i = 0; i < RACING; i++) {
      streams.add(ExecutionStream.start(service.channel(), same.build()));
    }
    assertThat(streams)
        .extracting(ExecutionStream::execution)
        .containsOnly(streams.getFirst().execution());
    streams.forEach(ExecutionStream::cancel);
    List<String> running = new ArrayList<>(List.of(streams.getFirst().execution()));
    for (int i = 1; i < EXECUTIONS; i++) {
      running.add(ExecutionStream.start(service.channel(), WAITING.build()).execution());
    }
    assertThat(ExecutionStream.start(service.channel(), WAITING.build()).awaitRefusal().reason())
        .isEqualTo("TOO_MANY_EXECUTIONS");
    end(running);
  }

  @Test
  void whoAttachesNeedsNoPlace() {
    Requests first = WAITING.id(UUID.randomUUID());
    List<String> running = new ArrayList<>();
    running.add(ExecutionStream.start(service.channel(), first.build()).execution());
    for (int i = 1; i < EXECUTIONS; i++) {
      running.add(ExecutionStream.start(service.channel(), WAITING.build()).execution());
    }
    for (int i = 0; i < 5; i++) {
      assertThat(ExecutionStream.start(service.channel(), first.build()).execution())
          .isEqualTo(running.getFirst());
    }
    end(running);
  }

  @Test
  void aPlanAndAnExecutionWithTooManyClustersAreRefused() {
    Requests all = Requests.checkHealth();
    Refusal execution = ExecutionStream.start(service.channel(), all.build()).awaitRefusal();
    Refusal plan =
        Refusal.of(
            () ->
                service
                    .stub()
                    .planExecution(
                        PlanExecutionRequest.newBuilder().setSpec(all.build().getSpec()).build()));

    assertThat(execution.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(execution.reason()).isEqualTo("TOO_MANY_CLUSTERS");
    assertThat(execution.message()).contains("12 clusters, at most 11");
    assertThat(plan).isEqualTo(execution);
  }

  @Test
  void streamsOfReflectionCountAndGiveTheirPlacesBack() throws Exception {
    for (int round = 0; round < 20; round++) {
      List<Reflection> open = new ArrayList<>();
      while (open.size() < STREAMS) {
        var reflection = new Reflection();
        if (reflection.isOpen()) {
          open.add(reflection);
        }
      }
      assertThat(new Reflection().isOpen()).isFalse();
      assertThat(ExecutionStream.start(service.channel(), WAITING.build()).awaitRefusal().reason())
          .isEqualTo("TOO_MANY_STREAMS");
      assertThat(service.status().getDraining()).isFalse();
      for (Reflection each : open) {
        each.requests.onCompleted();
        each.ended.get(1, TimeUnit.MINUTES);
      }
    }
  }

  @Test
  void whoCallsTooOftenIsRefusedAndHealthIsAlwaysTold() throws IOException {
    try (var strict =
        ServiceProcess.start(
            Map.of("FLEET_DEMO_CLUSTERS", "1", "FLEET_LIMITS_REQUESTS_PER_SECOND", "1"))) {
      Refusal refusal =
          Refusal.of(
              await()
                  .pollInterval(Duration.ofMillis(10))
                  .until(
                      () -> catchThrowableOfType(StatusRuntimeException.class, strict::status),
                      Objects::nonNull));
      assertThat(refusal.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(refusal.reason()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(refusal.message()).startsWith("anonymous at 127.0.0.1 may make 1 ");
      for (int i = 0; i < 200; i++) {
        assertThat(
                HealthGrpc.newBlockingStub(strict.channel())
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus())
            .isEqualTo(ServingStatus.SERVING);
      }
      await()
          .ignoreException(StatusRuntimeException.class)
          .until(() -> !strict.status().getDraining());
    }
  }

  private static Wave.Builder wave() {
    return Wave.newBuilder().setSize(CountOrPercent.newBuilder().setCount(1));
  }

  private static boolean isRefused(ExecutionStream stream) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !stream.events().isEmpty() || stream.endsWithin(Duration.ZERO));
    return stream.events().isEmpty();
  }

  private static void end(List<String> executions) {
    for (String execution : executions) {
      service
          .stub()
          .cancelExecution(CancelExecutionRequest.newBuilder().setName(execution).build());
    }
    await().until(() -> service.status().getRunningExecutionCount() == 0);
  }

  /** A stream that lasts for as long as its client likes. */
  private static final class Reflection {
    final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    final StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(service.channel()).serverReflectionInfo(responses());

    Reflection() {
      requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    }

    private StreamObserver<ServerReflectionResponse> responses() {
      return new StreamObserver<>() {
        @Override
        public void onNext(ServerReflectionResponse response) {
          opened.complete(true);
        }

        @Override
        public void onError(Throwable failure) {
          opened.complete(false);
          ended.complete(false);
        }

        @Override
        public void onCompleted() {
          ended.complete(true);
        }
      };
    }

    boolean isOpen() throws Exception {
      return opened.get(1, TimeUnit.MINUTES);
    }
  }
}
