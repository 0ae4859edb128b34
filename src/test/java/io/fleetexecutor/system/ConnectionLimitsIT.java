package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connections may do: whoever does more loses theirs, and nobody else notices. */
class ConnectionLimitsIT {
  private static final int CONNECTIONS = 20;

  private ServiceProcess service;

  @BeforeEach
  void start() throws IOException {
    service =
        ServiceProcess.start(
            Map.of(
                "FLEET_DEMO_CLUSTERS", "3",
                "FLEET_LIMITS_REQUEST_TIMEOUT", "500ms",
                "FLEET_LIMITS_CONTROL_FRAMES_PER_SECOND", "0",
                "QUARKUS_HTTP_IDLE_TIMEOUT", "2s",
                "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(CONNECTIONS)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void tooManyHeadersOverHttp2EndTheirRequestAlone() throws IOException {
    service.status();
    try (var connection = new RawHttp2(service.port())) {
      connection.get(1, "/q/health/live", 600);
      assertThat(connection.await(RawHttp2.RST_STREAM).stream()).isEqualTo(1);
      connection.get(3, "/q/health/live", 10);
      assertThat(connection.await(RawHttp2.HEADERS).stream()).isEqualTo(3);
    }
    service.status();
  }

  @Test
  void noMoreConnectionsAreTakenThanMayBeAlsoOfThoseThatSayNothing() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try (ServiceProcess patient =
        ServiceProcess.start(
            Map.of(
                "FLEET_DEMO_CLUSTERS", "3",
                "QUARKUS_HTTP_IDLE_TIMEOUT", "0",
                "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(CONNECTIONS)))) {
      for (int i = 0; i < 2 * CONNECTIONS; i++) {
        silent.add(new Socket("127.0.0.1", patient.port()));
      }
      for (Socket oneTooMany : silent.subList(CONNECTIONS, silent.size())) {
        oneTooMany.setSoTimeout(60_000);
        assertThat(answer(oneTooMany)).isEmpty();
      }
      silent.getFirst().close();
      await()
          .ignoreException(StatusRuntimeException.class)
          .untilAsserted(() -> assertThat(patient.status().getDraining()).isFalse());
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void thoseOfTheServiceToItsClustersAreNotCounted() throws IOException {
    try (ServiceProcess other =
        ServiceProcess.start(
            Map.of(
                "FLEET_DEMO_CLUSTERS", Integer.toString(3 * CONNECTIONS),
                "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(CONNECTIONS)))) {
      await().until(() -> isConnectedToAll(other));
      try (var connection = new RawHttp2(other.port())) {
        connection.get(1, "/q/health/live", 0);
        assertThat(connection.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
      }
    }
  }

  private static boolean isConnectedToAll(ServiceProcess service) {
    return FleetExecutorGrpc.newBlockingStub(service.channel())
        .listClusters(ListClustersRequest.getDefaultInstance())
        .getClustersList()
        .stream()
        .allMatch(cluster -> cluster.getHealth().hasCheckTime());
  }

  @Test
  void headersOverHttp1ThatAreTooLargeAreRefused() throws IOException {
    for (String head :
        List.of(
            "GET /q/health/live HTTP/1.1\r\nhost: x\r\na: " + "b".repeat(1 << 20),
            "GET /" + "b".repeat(1 << 20))) {
      try (var socket = new Socket("127.0.0.1", service.port())) {
        socket.setSoTimeout(60_000);
        try {
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException e) {
          continue; // Closed before all was sent.
        }
        assertThat(answer(socket)).matches("(?s)(HTTP/1.[01] 4(14|31|00).*)?");
      }
    }
    service.status();
  }

  @Test
  void aFloodOfResetsLosesItsConnection() throws IOException {
    service.status();
    try (var connection = new RawHttp2(service.port())) {
      for (int i = 0; i < 400; i++) {
        connection.get(2 * i + 1, "/q/health/live", 0);
        connection.reset(2 * i + 1);
      }
      assertThat(connection.await(RawHttp2.GOAWAY).goAwayCode())
          .isEqualTo(RawHttp2.ENHANCE_YOUR_CALM);
      connection.awaitClosed();
    }
    service.status();
  }

  @Test
  void aFloodOfPingsWhoseAnswersAreReadLosesItsConnection() throws IOException {
    try (ServiceProcess calm =
            ServiceProcess.start(
                Map.of(
                    "FLEET_DEMO_CLUSTERS", "3",
                    "FLEET_LIMITS_CONTROL_FRAMES_PER_SECOND", "100"));
        var connection = new RawHttp2(calm.port())) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  connection.ping();
                  connection.await(RawHttp2.PING);
                }
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      calm.status();
    }
  }

  @Test
  void aFloodOfPingsWhoseAnswersNobodyReadsLosesItsConnection() throws IOException {
    service.status();
    try (var connection = new RawHttp2(service.port())) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5_000_000; i++) {
                  connection.ping();
                }
              })
          .isInstanceOf(SocketException.class);
    }
    service.status();
  }

  @Test
  void aFloodOfSettingsWhoseAnswersNobodyReadsLosesItsConnection() throws IOException {
    service.status();
    try (var connection = new RawHttp2(service.port())) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5_000_000; i++) {
                  connection.frame(RawHttp2.SETTINGS, 0, 0, new byte[0]);
                }
              })
          .isInstanceOf(SocketException.class);
    }
    service.status();
  }

  @Test
  void aRequestThatNeverArrivesIsEnded() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      HttpClientRequest request =
          get(
              vertx
                  .createHttpClient(
                      new HttpClientOptions()
                          .setProtocolVersion(HttpVersion.HTTP_2)
                          .setHttp2ClearTextUpgrade(false))
                  .request(
                      HttpMethod.POST,
                      service.port(),
                      "127.0.0.1",
                      "/fleet.executor.v1.FleetExecutor/Execute"));
      request
          .setChunked(true)
          .putHeader("content-type", "application/grpc")
          .write(Buffer.buffer("\0\0\0"));

      HttpClientResponse response =
          get(request.response().compose(head -> head.end().map(end -> head)));
      assertThat(response.getTrailer("grpc-status")).isEqualTo("4");
      assertThat(response.getTrailer("grpc-message")).contains("fleet.limits.request-timeout");
    } finally {
      vertx.close();
    }
  }

  @Test
  void aConnectionWithoutACallIsClosedAndAQuietStreamIsKept() throws IOException {
    var watch =
        EventCall.start(
            service
                .channel()
                .newCall(FleetExecutorGrpc.getWatchClustersMethod(), CallOptions.DEFAULT),
            WatchClustersRequest.getDefaultInstance(),
            response -> ExecutionEvent.getDefaultInstance(),
            response -> {});
    for (int i = 0; i < 3; i++) {
      try (var silent = new Socket("127.0.0.1", service.port())) {
        silent.setSoTimeout(60_000);
        assertThat(silent.getInputStream().read()).isEqualTo(-1);
      }
    }
    assertThat(watch.endsWithin(Duration.ZERO)).isFalse();
    watch.cancel();
  }

  @Test
  void aClientThatAnswersNoPingIsClosedAsIdle() throws IOException {
    try (var connection = new RawHttp2(service.port())) {
      connection.watchHealth(1);
      connection.await(RawHttp2.PING);
      connection.awaitClosed();
    }
    service.status();
  }

  /** All that comes until the service has closed the connection. */
  private static String answer(Socket socket) throws IOException {
    var answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.append((char) next);
      }
    } catch (SocketException e) {
      return answer.toString(); // Closed while there was more to be read.
    }
    return answer.toString();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }
}
