package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {

  @Test
  void clustersAreNumberedAndLabelled() {
    try (TestFleet test = TestFleet.withoutLatency()) {
      assertThat(test.fleet.clusters()).hasSize(12);
      SimulatedCluster second = test.fleet.clusters().get(1);
      assertThat(second.name()).isEqualTo("demo-002");
      assertThat(second.serverUrl()).endsWith("/clusters/demo-002");
      assertThat(second.labels())
          .containsEntry("env", "staging")
          .containsOnlyKeys("env", "region", "tier");
      assertThat(test.fleet.clusters())
          .extracting(SimulatedCluster::kubernetesVersion)
          .containsSubsequence("v1.33.5", "v1.30.14", "v1.32.9", "v1.29.15", "v1.31.13");
    }
  }

  @Test
  void namesGrowWiderWithTheFleet() {
    FleetProfile profile = FleetProfile.of(1000);
    assertThat(Traits.of(7, profile).name()).isEqualTo("demo-0007");
    assertThat(Traits.of(1000, profile).name()).isEqualTo("demo-1000");
  }

  @Test
  void threeInTwelveAreSpecial() {
    FleetProfile profile = FleetProfile.of(24);
    assertThat(Traits.of(22, profile).latency()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Traits.of(23, profile).behaviour()).isEqualTo(Behaviour.FORBIDDEN);
    assertThat(Traits.of(24, profile).behaviour()).isEqualTo(Behaviour.UNREACHABLE);
    for (int number = 13; number < 22; number++) {
      assertThat(Traits.of(number, profile).behaviour()).isEqualTo(Behaviour.NORMAL);
      assertThat(Traits.of(number, profile).latency())
          .isBetween(Duration.ofMillis(20), Duration.ofMillis(120));
    }
  }

  @Test
  void aUniformFleetHasNoSpecialsAndOneLatency() {
    FleetProfile profile = FleetProfile.of(12).specials(false).latency(Duration.ofMillis(100));
    for (int number = 1; number <= 12; number++) {
      assertThat(Traits.of(number, profile).behaviour()).isEqualTo(Behaviour.NORMAL);
      assertThat(Traits.of(number, profile).latency()).isEqualTo(Duration.ofMillis(100));
    }
  }

  @Test
  void aSlowClusterDoesNotHoldUpTheOthers() throws Exception {
    try (TestFleet test = new TestFleet(FleetProfile.of(12))) {
      CompletableFuture<?> slow =
          test.client()
              .sendAsync(test.request("demo-010", "/version").build(), BodyHandlers.ofString());
      assertThat(test.get("demo-001", "/version", "*/*").statusCode()).isEqualTo(200);
      assertThat(slow).isNotDone();
      slow.cancel(true);
    }
  }

  @Test
  void nothingListensAtTheUnreachableCluster() {
    try (TestFleet test = TestFleet.withoutLatency()) {
      assertThatThrownBy(() -> test.get("demo-012", "/version", "*/*"))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void anUnknownClusterIsNamedInTheAnswer() throws Exception {
    try (TestFleet test = TestFleet.withoutLatency()) {
      URI unknown = test.request("demo-001", "/").build().uri().resolve("/clusters/demo-099/api");
      var response = test.send(HttpRequest.newBuilder(unknown).build());
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("no simulated cluster \\\"demo-099\\\"");
    }
  }

  @Test
  void theKubeconfigHasAContextForEachCluster() {
    try (TestFleet test = TestFleet.withoutLatency()) {
      Config config = Serialization.unmarshal(test.fleet.kubeconfig(), Config.class);
      assertThat(config.getContexts()).hasSize(12);
      assertThat(config.getCurrentContext()).isEqualTo("demo-001");
      assertThat(config.getClusters().get(2).getCluster().getServer())
          .isEqualTo(test.fleet.clusters().get(2).serverUrl());
    }
  }

  @Test
  void aPortInUseFailsTheStart() {
    Vertx vertx = Vertx.vertx();
    try (TestFleet test = TestFleet.withoutLatency()) {
      int taken = test.request("demo-001", "/").build().uri().getPort();
      var start = SimulatedFleet.start(vertx, FleetProfile.of(1).port(taken));
      assertThatThrownBy(() -> start.await().indefinitely()).hasMessageContaining("in use");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void aClosedFleetTakesNoConnections() {
    TestFleet test = TestFleet.withoutLatency();
    test.close();
    assertThatThrownBy(() -> test.get("demo-001", "/version", "*/*"))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aProfileOutOfRangeIsRejected() {
    assertThatThrownBy(() -> FleetProfile.of(0)).hasMessage("clusters must be at least 1, was 0");
    assertThatThrownBy(() -> FleetProfile.of(1).port(70_000))
        .hasMessage("port must be between 0 and 65535, was 70000");
    assertThatThrownBy(() -> FleetProfile.of(1).latency(Duration.ofMillis(-1)))
        .hasMessageStartingWith("latency must not be negative");
  }
}
