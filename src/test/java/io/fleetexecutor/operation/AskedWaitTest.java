package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However an operation fails with an HTTP status, it tells how long the API server asks to wait.
 */
class AskedWaitTest {
  private static final String PODS = "/api/v1/namespaces/mine/pods";
  private static final String POD =
      "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"uid\":\"u\"}}";
  private static final ResourceRef REF = new ResourceRef("", "pods", "", "a");
  private static final Operation APPLY =
      new Operation.ApplyManifests(
          POD, List.of(new Manifest("v1", "Pod", "", "a", POD)), "test", false, false, "");
  private static final Operation DELETE =
      new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, false, false);

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static Handler<HttpServerRequest> busy(int status) {
    return request ->
        request.response().setStatusCode(status).putHeader("Retry-After", "7").end("slow down");
  }

  private static Operation raw(String method, String path) {
    return new Operation.RawRequest(method, path, "", ByteBuffer.allocate(0));
  }

  private void assertAskedToWait(Operation operation, int status) {
    ClusterAnswer answer = server.fleet.run("c", operation, Format.OBJECTS);
    ClusterError error = requireNonNull(answer.error());
    assertThat(error.httpStatus()).isEqualTo(status);
    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of("/readyz", new Operation.CheckHealth()),
        Arguments.of("/api/v1", Fleet.list("pods", "mine")),
        Arguments.of("/apis", Fleet.list("widgets", "mine")),
        Arguments.of(PODS + "?limit=500", Fleet.list("pods", "mine")),
        Arguments.of(AwaitedPod.PATH, Fleet.get("pods", "mine", "a")),
        Arguments.of(AwaitedPod.PATH, APPLY),
        Arguments.of(
            AwaitedPod.PATH,
            new Operation.PatchResource(REF, PatchType.MERGE, "{}", "{\"a\":1}", "test")),
        Arguments.of(AwaitedPod.PATH, DELETE),
        Arguments.of(AwaitedPod.PATH + "/scale", new Operation.ScaleWorkload(REF, 2, false)),
        Arguments.of(AwaitedPod.LIST, AwaitedPod.READY),
        Arguments.of("/raw", raw("GET", "/raw")),
        Arguments.of("/raw", raw("POST", "/raw")));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRequestThatIsOneTooManyAsksToWait(String uri, Operation operation) {
    server.on(uri, busy(429));

    assertAskedToWait(operation, 429);
  }

  @Test
  void aLaterPageDoes() {
    server
        .on(
            PODS + "?limit=500",
            "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\"next\"},\"items\":[]}")
        .on(PODS + "?limit=1000&continue=next", busy(503));

    assertAskedToWait(Fleet.list("pods", "mine"), 503);
  }

  @Test
  void aRefusedChangeDoes() {
    server.on(
        AwaitedPod.PATH,
        request -> {
          if (request.method() == HttpMethod.GET) {
            request.response().end(POD);
          } else {
            busy(429).handle(request);
          }
        });
    server.on(AwaitedPod.PATH + "?force=false&fieldManager=test", busy(429));

    assertAskedToWait(DELETE, 429);
    assertAskedToWait(APPLY, 429);
  }

  @Test
  void objectsThatCouldNotBeAppliedDo() {
    server.on(AwaitedPod.PATH, POD);
    server.on(AwaitedPod.PATH + "?force=false&fieldManager=test", busy(503));

    assertAskedToWait(APPLY, 503);
  }

  @Test
  void aWatchDoes() {
    server.on(AwaitedPod.LIST, AwaitedPod.list("1", AwaitedPod.pod("1", false)));
    server.on(AwaitedPod.WATCH + "1", busy(404));

    assertAskedToWait(AwaitedPod.READY, 404);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void checksThatFailDo(int status) {
    server.on(
        "/readyz",
        request ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Retry-After", "7")
                .end("[-]etcd failed\n"));

    assertAskedToWait(new Operation.CheckHealth(), status);
  }

  @Test
  void theStatusOfTheApiServerDoesToo() {
    server.on(
        AwaitedPod.PATH,
        429,
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"details\":{\"retryAfterSeconds\":7}}");

    assertAskedToWait(Fleet.get("pods", "mine", "a"), 429);
    assertAskedToWait(raw("GET", AwaitedPod.PATH), 429);
  }
}
