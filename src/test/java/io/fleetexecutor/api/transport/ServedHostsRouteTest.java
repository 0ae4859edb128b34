package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.api.SimulatedFleetProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers and others send, on the wire; callers need not be known here. */
@QuarkusTest
@TestProfile(SimulatedFleetProfile.class)
class ServedHostsRouteTest {
  private static final String LIST_CLUSTERS = "/fleet.executor.v1.FleetExecutor/ListClusters";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Vertx vertx;

  @Test
  void aNameThatWasMadeToPointHereIsNotServed() throws Exception {
    assertThat(call(HttpVersion.HTTP_1_1, "application/grpc-web+proto", "evil.example"))
        .isEqualTo(
            new Answer(
                421,
                "evil.example is not a host that is served; fleet.allowed-hosts can name it\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_1_1, application/grpc-web+proto, 127.0.0.1",
    "HTTP_1_1, application/grpc-web+proto, localhost",
    "HTTP_2, application/grpc-web+proto, localhost",
    "HTTP_2, application/grpc, fleet"
  })
  void whoIsNotMisledIsServed(HttpVersion version, String contentType, String host)
      throws Exception {
    Answer answer = call(version, contentType, host);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("demo-001");
  }

  private Answer call(HttpVersion version, String contentType, String host) throws Exception {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    try {
      var options =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
              .setHost(host)
              .setPort(port)
              .setURI(LIST_CLUSTERS)
              .putHeader("content-type", contentType);
      return get(
          client
              .request(options)
              .compose(request -> request.send(emptyMessage()))
              .compose(ServedHostsRouteTest::answer));
    } finally {
      get(client.close());
    }
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body.toString()));
  }

  private static Buffer emptyMessage() {
    return new FrameWriter(false).message(new byte[0]);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private record Answer(int status, String body) {}
}
