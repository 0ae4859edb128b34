package io.fleetexecutor.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A simulated fleet without latency, and an HTTP client for it. */
final class TestFleet implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  final SimulatedFleet fleet;

  TestFleet(FleetProfile profile) {
    fleet = SimulatedFleet.start(vertx, profile, InstantSource.fixed(NOW)).await().indefinitely();
  }

  static TestFleet withoutLatency() {
    return new TestFleet(FleetProfile.of(12).latency(Duration.ZERO));
  }

  HttpRequest.Builder request(String cluster, String path) {
    String base =
        fleet.clusters().stream()
            .filter(candidate -> candidate.name().equals(cluster))
            .map(SimulatedCluster::serverUrl)
            .findFirst()
            .orElseThrow();
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<String> get(String cluster, String path, String accept) throws Exception {
    return send(request(cluster, path).header("Accept", accept).build());
  }

  JsonNode json(String cluster, String path) throws Exception {
    return MAPPER.readTree(get(cluster, path, "application/json").body());
  }

  JsonNode json(String cluster, String path, String accept) throws Exception {
    return MAPPER.readTree(get(cluster, path, accept).body());
  }

  static JsonNode parse(HttpResponse<String> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  @Override
  public void close() {
    fleet.close().await().indefinitely();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
