package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status.Code;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthIT {
  static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    service = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", "1"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void kubernetesProbesAreUp(String probe) throws Exception {
    var answer = service.get("/q/health/" + probe);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"UP\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fleet.executor.v1.FleetExecutor"})
  void theGrpcHealthServiceSaysServing(String name) {
    var answer =
        HealthGrpc.newBlockingStub(service.channel())
            .check(HealthCheckRequest.newBuilder().setService(name).build());

    assertThat(answer.getStatus()).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void whatTheServiceIsCanBeWatched() {
    var answers =
        HealthGrpc.newBlockingStub(service.channel())
            .watch(HealthCheckRequest.getDefaultInstance());

    assertThat(answers.next().getStatus()).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void noOtherNameIsKept() {
    var health = HealthGrpc.newBlockingStub(service.channel());
    var other = HealthCheckRequest.newBuilder().setService("another").build();
    var large = HealthCheckRequest.newBuilder().setService("x".repeat(2_000)).build();

    assertThat(Refusal.of(() -> health.watch(other).next()).code()).isEqualTo(Code.NOT_FOUND);
    assertThat(Refusal.of(() -> health.check(other)).code()).isEqualTo(Code.NOT_FOUND);
    assertThat(Refusal.of(() -> health.watch(large).next()).code())
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(Refusal.of(() -> health.check(large)).code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void oneClientWatchesOnlySoOften() throws Exception {
    try (ServiceProcess own = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", "1"))) {
      var health = HealthGrpc.newBlockingStub(own.channel());
      for (int i = 0; i < 100; i++) {
        assertThat(health.watch(HealthCheckRequest.getDefaultInstance()).next().getStatus())
            .isEqualTo(ServingStatus.SERVING);
      }

      assertThat(
              Refusal.of(() -> health.watch(HealthCheckRequest.getDefaultInstance()).next())
                  .reason())
          .isEqualTo("TOO_MANY_STREAMS");
      assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
  }
}
