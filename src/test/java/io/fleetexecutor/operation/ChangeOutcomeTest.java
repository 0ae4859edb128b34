package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a change when the API server does not answer as it should. */
class ChangeOutcomeTest {
  private static final String PATH = "/api/v1/namespaces/mine/pods/a";
  private static final String POD =
      "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"uid\":\"u\"}}";
  private static final Operation PATCH =
      new Operation.PatchResource(
          new ResourceRef("", "pods", "", "a"), PatchType.MERGE, "{}", "{\"a\":1}", "test");
  private static final Operation APPLY =
      new Operation.ApplyManifests(
          POD, List.of(new Manifest("v1", "Pod", "", "a", POD)), "test", false, false, "");
  private static final Operation DELETE =
      new Operation.DeleteResource(
          new ResourceRef("", "pods", "", "a"), PropagationPolicy.BACKGROUND, true, false);
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":404,\"reason\":\"NotFound\",\"details\":{\"name\":\"a\",\"kind\":\"pods\"}}";
  private static final OutputPolicy POLICY = new OutputPolicy(Format.OBJECTS, 1 << 20);

  private final FakeApiServer server = new FakeApiServer();
  private final AtomicInteger changes = new AtomicInteger();
  private final AttemptNotes notes = new AttemptNotes();

  @AfterEach
  void close() {
    server.close();
  }

  private void onChange(String query, Handler<HttpServerRequest> handler) {
    server.on(PATH, POD);
    server.on(
        PATH + query,
        request -> {
          changes.incrementAndGet();
          handler.handle(request);
        });
  }

  /** The first time the connection ends without an answer. */
  private Handler<HttpServerRequest> atTheSecondTime(int status, String body) {
    return request -> {
      if (changes.get() == 1) {
        request.connection().close();
      } else {
        answer(request, status, body);
      }
    };
  }

  private ClusterAnswer run(Operation operation) {
    ClusterAnswer answer =
        server.fleet.start("c", Fleet.spec(operation, POLICY), notes).await().atMost(Fleet.LIMIT);
    return notes.complete(answer);
  }

  private static void answer(HttpServerRequest request, int status, String body) {
    request.response().setStatusCode(status).end(body);
  }

  @Test
  void aPatchThatGotNoAnswerIsNotSentAgain() {
    onChange("?fieldManager=test", request -> request.connection().close());

    ClusterAnswer answer = run(PATCH);

    assertThat(answer.state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(answer.outcomeUnknown()).isTrue();
    assertThat(changes).hasValue(1);
  }

  @Test
  void anApplyThatGotNoAnswerOnAKeptConnectionIsSentAgain() {
    onChange(
        "?force=false&fieldManager=test",
        atTheSecondTime(200, POD.replace("\"u\"", "\"u\",\"labels\":{\"x\":\"y\"}")));

    ClusterAnswer answer = run(APPLY);

    assertThat(answer.error()).isNull();
    assertThat(answer.outcomeUnknown()).isFalse();
    assertThat(answer.changed()).isTrue();
    assertThat(changes).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "409,false",
    "422,false",
    "429,false",
    "500,true",
    "503,false",
    "504,true"
  })
  void onlyAnErrorOfTheServerLeavesTheOutcomeOpen(int status, boolean unknown) {
    onChange("?fieldManager=test", request -> answer(request, status, "no"));

    ClusterAnswer answer = run(PATCH);

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(answer.outcomeUnknown()).isEqualTo(unknown);
    assertThat(answer.changed()).isFalse();
  }

  @Test
  void aClusterThatCannotEvenBeReadWasNotChanged() {
    server.on(PATH, request -> request.connection().close());

    ClusterAnswer answer = run(PATCH);

    assertThat(answer.state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(answer.outcomeUnknown()).isFalse();
  }

  @Test
  void aChangeThatIsCancelledOnItsWayMayHaveBeenMade() throws InterruptedException {
    CountDownLatch sent = new CountDownLatch(1);
    onChange("?fieldManager=test", request -> sent.countDown());
    Cancellable running =
        server.fleet.start("c", Fleet.spec(PATCH, POLICY), notes).subscribe().with(answer -> {});
    assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();

    running.cancel();

    assertThat(cancelled().outcomeUnknown()).isTrue();
  }

  @Test
  void oneThatIsCancelledBeforeWasNot() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    server.on(PATH, request -> asked.countDown());
    Cancellable running =
        server.fleet.start("c", Fleet.spec(PATCH, POLICY), notes).subscribe().with(answer -> {});
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

    running.cancel();

    assertThat(cancelled().outcomeUnknown()).isFalse();
  }

  private ClusterAnswer cancelled() {
    return notes.complete(
        ClusterAnswer.failed(
            ClusterState.CANCELLED, ClusterError.of(ErrorCode.CANCELLED, "R", "m")));
  }

  @Test
  void aDeleteTakesNoOtherObjectThanTheOneThatWasSeen() {
    StringBuilder sent = new StringBuilder();
    onDelete(
        request ->
            request.body().onSuccess(sent::append).onSuccess(body -> answer(request, 200, POD)));

    ClusterAnswer answer = run(DELETE);

    assertThat(answer.error()).isNull();
    assertThat(sent.toString())
        .isEqualTo(
            "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"u\"},\"propagationPolicy\":\"Background\"}");
  }

  @Test
  void anObjectThatIsGoneWhenItsDeleteIsSentAgainWasDeletedByIt() {
    onDelete(atTheSecondTime(404, NOT_FOUND));

    ClusterAnswer answer = run(DELETE);

    assertThat(changes).hasValue(2);
    assertThat(answer.error()).isNull();
    assertThat(answer.changed()).isTrue();
    assertThat(answer.outcomeUnknown()).isFalse();
    assertThat(changeOf(answer)).isEqualTo(Change.DELETED);
  }

  @Test
  void anObjectThatSomebodyElseDeletedMeanwhileWasNot() {
    onDelete(request -> answer(request, 404, NOT_FOUND));

    ClusterAnswer answer = run(DELETE);

    assertThat(answer.error()).isNull();
    assertThat(answer.changed()).isFalse();
    assertThat(changeOf(answer)).isEqualTo(Change.NONE);
  }

  private void onDelete(Handler<HttpServerRequest> handler) {
    server.on(
        PATH,
        request -> {
          if (request.method() == HttpMethod.GET) {
            answer(request, 200, POD);
          } else {
            changes.incrementAndGet();
            handler.handle(request);
          }
        });
  }

  private static @Nullable Change changeOf(ClusterAnswer answer) {
    return ((Output.KubernetesObjects) requireNonNull(answer.output())).objects().get(0).change();
  }

  /** Of the second, nothing is known but that the first may have been done. */
  @ParameterizedTest
  @ValueSource(ints = {409, 422, 503})
  void whatIsRefusedWhenItIsSentAgainMayHaveBeenDoneTheFirstTime(int status) {
    onChange("?force=false&fieldManager=test", atTheSecondTime(status, "no"));

    ClusterAnswer answer = run(APPLY);

    assertThat(changes).hasValue(2);
    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(answer.outcomeUnknown()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "201,false",
    "302,true",
    "404,false",
    "409,false",
    "500,true",
    "502,true",
    "503,false",
    "504,true"
  })
  void aRawRequestIsDoneRefusedOrOpenAsItsStatusTells(int status, boolean unknown) {
    server.on("/api/v1/namespaces", request -> answer(request, status, "{}"));

    ClusterAnswer answer =
        run(
            new Operation.RawRequest(
                "POST",
                "/api/v1/namespaces",
                "application/json",
                ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8))));

    assertThat(answer.outcomeUnknown()).isEqualTo(unknown);
    assertThat(answer.changed()).isEqualTo(status == 201);
  }

  @Test
  void anAnswerThatDoesNotEndIsCutAtTheCap() {
    server.on(
        "/endless",
        request -> {
          request.response().setChunked(true);
          writeOn(request);
        });

    ClusterAnswer answer =
        server.fleet.run(
            "c",
            new Operation.RawRequest("GET", "/endless", "", ByteBuffer.allocate(0)),
            new OutputPolicy(Format.OBJECTS, 100_000));

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(((Output.RawResponse) requireNonNull(answer.output())).body().remaining())
        .isEqualTo(100_000);
  }

  private static void writeOn(HttpServerRequest request) {
    request
        .response()
        .write(new String(new byte[8192], StandardCharsets.US_ASCII))
        .onSuccess(written -> writeOn(request));
  }
}
