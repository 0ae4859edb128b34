package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.MessageLite;
import io.fleetexecutor.api.SimulatedFleetProfile;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.limit.OpenRequests;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.RolloutPolicy;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do on the wire, as no gRPC library would. */
@QuarkusTest
@TestProfile(SimulatedFleetProfile.class)
class GrpcRouteTest {
  private static final String EXECUTE = "/fleet.executor.v1.FleetExecutor/Execute";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Vertx vertx;
  @Inject Executions executions;
  @Inject OpenRequests open;

  private final List<HttpClient> clients = new ArrayList<>();

  @AfterEach
  void everyRequestIsOver() {
    clients.forEach(HttpClient::close);
    await().until(() -> open.count() == 0);
  }

  @ParameterizedTest
  @CsvSource({"application/grpc, 200", "application/grpc+json, 415", "text/plain, 404"})
  void aRequestThatGoesOnAfterItsAnswerIsCutOff(String contentType, int status) throws Exception {
    HttpClientRequest request = post(HttpVersion.HTTP_2, contentType);
    request.setChunked(true).putHeader("grpc-timeout", "none of these");
    var cutOff = new AtomicBoolean();
    request.exceptionHandler(reset -> cutOff.set(true));
    get(request.sendHead());

    assertThat(get(request.response()).statusCode()).isEqualTo(status);
    await().until(() -> open.count() == 0);
    await().untilTrue(cutOff);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 8})
  void aStreamThatIsResetEndsItsExecutionWhateverTheCode(long code) throws Exception {
    loseTheCall(HttpVersion.HTTP_2, "application/grpc", request -> request.reset(code));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_2, application/grpc",
    "HTTP_2, application/grpc-web",
    "HTTP_1_1, application/grpc-web"
  })
  void aConnectionThatIsLostEndsItsExecution(HttpVersion version, String contentType)
      throws Exception {
    loseTheCall(version, contentType, request -> request.connection().close());
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2, application/grpc", "HTTP_1_1, application/grpc-web"})
  void theDeadlineOfTheCallEndsItsExecution(HttpVersion version, String contentType)
      throws Exception {
    HttpClientRequest request = post(version, contentType);
    request.putHeader("grpc-timeout", "500m");
    HttpClientResponse response = get(request.send(frame(slowExecution())));
    Buffer body = get(response.body());
    String status = response.getTrailer("grpc-status");
    assertThat(status == null ? body.toString() : "grpc-status: " + status)
        .contains("grpc-status: 4");
    awaitNoExecution();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_2, application/grpc+json, 415",
    "HTTP_1_1, application/grpc-web+json, 415",
    "HTTP_1_1, application/grpc, 505"
  })
  void whatIsNotSpokenIsRefusedByHttp(HttpVersion version, String contentType, int status)
      throws Exception {
    HttpClientResponse response = get(post(version, contentType).send(Buffer.buffer()));
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void aBodyThatIsNoProtobufIsAStatusAndNoError() throws Exception {
    Buffer body = Buffer.buffer().appendByte((byte) 0).appendInt(2).appendShort((short) -1);
    HttpClientResponse response = get(post(HttpVersion.HTTP_2, "application/grpc").send(body));
    get(response.end());
    assertThat(response.getTrailer("grpc-status")).isEqualTo("13");
    assertThat(response.getTrailer("grpc-message")).isEqualTo("Invalid protobuf byte sequence");
  }

  private void loseTheCall(
      HttpVersion version, String contentType, Consumer<HttpClientRequest> loss) throws Exception {
    HttpClientRequest request = post(version, contentType);
    HttpClientResponse response = get(request.send(frame(slowExecution())));
    assertThat(response.statusCode()).isEqualTo(200);
    await().until(() -> executions.runningCount() == 1);
    vertx.runOnContext(on -> loss.accept(request));
    awaitNoExecution();
  }

  private void awaitNoExecution() {
    await().atMost(5, TimeUnit.SECONDS).until(() -> executions.runningCount() == 0);
  }

  private HttpClientRequest post(HttpVersion version, String contentType) throws Exception {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    clients.add(client);
    HttpClientRequest request = get(client.request(HttpMethod.POST, port, "127.0.0.1", EXECUTE));
    request.exceptionHandler(ignored -> {});
    return request.putHeader("content-type", contentType);
  }

  /** On the cluster that takes seconds for each request. */
  private static ExecuteRequest slowExecution() {
    return ExecuteRequest.newBuilder()
        .setSpec(
            ExecutionSpec.newBuilder()
                .setClusterSelector(ClusterSelector.newBuilder().addNames("demo-010"))
                .setOperation(
                    ClusterOperation.newBuilder()
                        .setListResources(ListResources.newBuilder().setKind("pods")))
                .setRolloutPolicy(
                    RolloutPolicy.newBuilder()
                        .setMaxParallelClusters(CountOrPercent.newBuilder().setCount(1))))
        .build();
  }

  private static Buffer frame(MessageLite message) {
    return new FrameWriter(false).message(message.toByteArray());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
