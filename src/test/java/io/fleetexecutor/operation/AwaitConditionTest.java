package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.AwaitedPod.LIST;
import static io.fleetexecutor.operation.AwaitedPod.READY;
import static io.fleetexecutor.operation.AwaitedPod.WATCH;
import static io.fleetexecutor.operation.AwaitedPod.await;
import static io.fleetexecutor.operation.AwaitedPod.event;
import static io.fleetexecutor.operation.AwaitedPod.list;
import static io.fleetexecutor.operation.AwaitedPod.pod;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waiting for an object whose API server, its watches included, is not always there. */
class AwaitConditionTest {
  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  private ClusterAnswer run() {
    return server.fleet.run("c", READY, Format.OBJECTS);
  }

  @Test
  void otherObjectsAreNotTakenForItWhereTheApiServerSelectsNone() {
    String other = pod("1", true).replace("\"a\"", "\"b\"");
    server.on(LIST, list("1", other + "," + pod("1", false)));
    server.on(
        WATCH + "1",
        event("MODIFIED", other) + event("DELETED", other) + event("MODIFIED", pod("2", true)));

    ClusterAnswer answer = run();

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).contains(WATCH + "1");
    assertThat(
            ((Output.KubernetesObjects) requireNonNull(answer.output()))
                .objects()
                .getFirst()
                .json()
                .toString())
        .contains("\"name\":\"a\"", "\"resourceVersion\":\"2\"");
  }

  @Test
  void whatIsTrueAlreadyIsNotWatched() {
    server.on(LIST, list("1", pod("1", true)));

    assertThat(run().state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(server.requests).noneMatch(uri -> uri.contains("watch"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          object.metadata.resourceVersion | a string
          object.metadata                 | a map
          dyn(1)                          | a number
          """)
  void aConditionThatIsNeitherTrueNorFalseIsNotWaitedFor(String expression, String type) {
    server.on(LIST, list("1", pod("1", true)));

    ClusterAnswer answer = server.fleet.run("c", await(expression), Format.OBJECTS);

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("EXPRESSION_FAILED");
    assertThat(answer.error().message())
        .isEqualTo(
            "pod mine/a: it must be true or false, and is %s in: %s".formatted(type, expression));
  }

  @Test
  void aConditionThatCostsTooMuchIsNotWaitedFor() {
    server.on(LIST, list("1", pod("1", true)));

    ClusterAnswer answer =
        server.fleet.run(
            "c",
            await("lists.range(10000).all(a, lists.range(10000).all(b, object.ready))"),
            Format.OBJECTS);

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).message())
        .startsWith("pod mine/a: the budget of 10,000,000 steps")
        .contains("is used up in: lists.range(10000)");
  }

  @Test
  void aConditionThatIsNeitherTrueNorFalseAfterAChangeIsNotWaitedForAnyLonger() {
    server.on(LIST, list("1", pod("1", false)));
    server.on(WATCH + "1", event("MODIFIED", pod("2", false).replace("false", "\"true\"")));

    ClusterAnswer answer = run();

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).message()).contains("and is a string in: ");
  }

  @Test
  void theObjectIsAnsweredWithItsTypeAndAllItsFields() {
    String fields = "\"metadata\":{\"name\":\"a\",\"managedFields\":[{}]},\"ready\":%s}";
    String whole = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"," + fields.formatted(true);
    server.on(LIST, list("1", "{" + fields.formatted(true)));
    assertThat(json(run())).isEqualTo(whole);

    server.on(LIST, list("1", "{" + fields.formatted(false)));
    server.on(WATCH + "1", event("MODIFIED", whole));
    assertThat(json(run())).isEqualTo(whole);
  }

  private static String json(ClusterAnswer answer) {
    return ((Output.KubernetesObjects) requireNonNull(answer.output()))
        .objects()
        .getFirst()
        .json()
        .toString();
  }

  @Test
  void aWatchThatEndsIsGoneOnWithWhereItEnded() {
    server.on(LIST, list("5", pod("1", false)));
    server.on(WATCH + "5", event("MODIFIED", pod("6", false)) + event("BOOKMARK", pod("9", false)));
    server.on(WATCH + "9", event("MODIFIED", pod("10", true)));

    assertThat(run().state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(Collections.frequency(server.requests, LIST)).isEqualTo(1);
  }

  @Test
  void anEmptyWatchIsNoError() {
    AtomicInteger watches = new AtomicInteger();
    server.on(LIST, list("5", ""));
    server.on(
        WATCH + "5",
        request ->
            request
                .response()
                .end(watches.incrementAndGet() == 1 ? "" : event("ADDED", pod("6", true))));

    assertThat(run().state()).isEqualTo(ClusterState.SUCCEEDED);
  }

  @Test
  void aVersionThatIsTooOldIsReadAgain() {
    AtomicInteger lists = new AtomicInteger();
    server.on(
        LIST,
        request ->
            request
                .response()
                .end(
                    lists.incrementAndGet() == 1
                        ? list("5", pod("1", false))
                        : list("20", pod("15", true))));
    server.on(
        WATCH + "5",
        event(
            "ERROR",
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410,\"reason\":\"Expired\"}"));

    assertThat(run().state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(lists).hasValue(2);
  }

  @Test
  void troubleWithTheClusterIsWaitedOutOnceItWasRead() {
    AtomicInteger watches = new AtomicInteger();
    server.on(LIST, list("5", pod("1", false)));
    server.on(
        WATCH + "5",
        request -> {
          switch (watches.incrementAndGet()) {
            case 1 -> request.connection().close();
            case 2 -> request.response().setStatusCode(503).end("later");
            default -> request.response().end(event("MODIFIED", pod("6", true)));
          }
        });

    assertThat(run().state()).isEqualTo(ClusterState.SUCCEEDED);
  }

  @Test
  void aClusterThatCannotBeReadAtAllFailsAtOnce() {
    server.on(LIST, 500, "broken");

    ClusterAnswer answer = run();

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).httpStatus()).isEqualTo(500);
  }

  @Test
  void whatMayNotBeWatchedIsAskedForAgainAndAgain() {
    AtomicInteger gets = new AtomicInteger();
    server.on(LIST, 403, "you may not");
    server.on(
        AwaitedPod.PATH, request -> request.response().end(pod("1", gets.incrementAndGet() == 3)));

    assertThat(run().state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(gets).hasValue(3);
  }

  @Test
  void whatMayNotEvenBeReadIsDenied() {
    server.on(LIST, 403, "you may not");
    server.on(AwaitedPod.PATH, 403, "nor that");

    assertThat(run().state()).isEqualTo(ClusterState.DENIED);
  }
}
