package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.Pods.listPods;
import static io.fleetexecutor.operation.Pods.names;
import static io.fleetexecutor.operation.Pods.objects;
import static io.fleetexecutor.operation.Pods.page;
import static io.fleetexecutor.operation.Pods.pod;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.vertx.core.http.HttpServerResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists that are too large, or are none. */
class ListLimitsTest {

  private static final String ALL = "/api/v1/pods?limit=500";

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void outputIsCutAtAWholeObject() {
    server
        .on(ALL, page("more", pod("a"), pod("b"), pod("c")))
        .on("/api/v1/pods?limit=2", page("", pod("a")));
    int size = objects(list(Format.OBJECTS, 1)).getFirst().json().size();

    ClusterAnswer answer =
        server.fleet.run("c", listPods(0), new OutputPolicy(Format.OBJECTS, 2 * size + 1));

    assertThat(names(answer)).containsExactly("a", "b");
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(server.requests).doesNotContain("/api/v1/pods?limit=1000&continue=more");
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"METADATA", "TABLE"})
  void outputOfAnyFormIsCut(Format format) {
    server.on(ALL, page("", Collections.nCopies(100, pod("a".repeat(100))).toArray(String[]::new)));

    ClusterAnswer answer = server.fleet.run("c", listPods(0), new OutputPolicy(format, 1000));

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(answer.totalOutputBytes()).isBetween(1001L, 1300L);
  }

  @Test
  void aListWhoseKindComesAfterItsItemsIsCutAsWell() {
    String list =
        "{\"apiVersion\":\"v1\",\"items\":[%s,%s],\"kind\":\"PodList\",\"metadata\":{}}"
            .formatted(pod("a"), pod("b"));
    server.on(ALL, list).on("/api/v1/pods?limit=2", list);

    ClusterAnswer byCount = list(Format.OBJECTS, 1);
    long size = objects(byCount).getFirst().json().size();
    ClusterAnswer bySize =
        server.fleet.run("c", listPods(0), new OutputPolicy(Format.OBJECTS, size + 1));

    for (ClusterAnswer answer : List.of(byCount, bySize)) {
      assertThat(names(answer)).containsExactly("a");
      assertThat(answer.outputTruncated()).isTrue();
    }
  }

  @Test
  void anEndlessAnswerIsCutAndItsConnectionClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.on(
        ALL,
        request -> {
          request.connection().closeHandler(gone -> closed.countDown());
          HttpServerResponse response = request.response().setChunked(true);
          response.write("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[" + pod("a"));
          flood(response, "," + pod("b".repeat(1000)));
        });

    ClusterAnswer answer = list(Format.OBJECTS);

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(names(answer)).hasSizeGreaterThan(500);
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anEndlessObjectIsNotKept() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.on(
        ALL,
        request -> {
          request.connection().closeHandler(gone -> closed.countDown());
          HttpServerResponse response = request.response().setChunked(true);
          response.write(
              "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":["
                  + pod("a")
                  + ",{\"spec\":\"");
          flood(response, "x".repeat(1000));
        });

    ClusterAnswer answer = list(Format.OBJECTS);

    assertThat(names(answer)).containsExactly("a");
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anAnswerOf50MegabytesIsReadToItsEnd() {
    server.on(
        ALL,
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          response.write("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[" + pod("first"));
          flood(response, "," + pod("x".repeat(10_000)), 5000);
        });

    ClusterAnswer answer = server.fleet.run("c", listPods(0), new OutputPolicy(Format.NONE, 1));

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.output()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <html>Log in</html>                                   | the answer is no JSON: <html>Log in</html>
          ''                                                    | the answer ends too early: the answer is empty
          {"kind":"PodList","apiVersion":"v1","items":[         | the answer ends too early
          []                                                    | the answer is no JSON object
          {"kind":"Pod","apiVersion":"v1"}                      | the answer is no list but of kind "Pod"
          {"kind":"Status","apiVersion":"v1","message":"etcd"}  | HTTP 200 with a Status: etcd
          {"items":[}                                           | the answer is no JSON
          """)
  void whatNoApiServerWouldAnswerIsUnexpected(String body, String message) {
    server.on(ALL, body);

    ClusterAnswer answer = list(Format.OBJECTS);

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("UNEXPECTED_ANSWER");
    assertThat(answer.error().message()).startsWith(message);
  }

  private static void flood(HttpServerResponse response, String text) {
    flood(response, text, Integer.MAX_VALUE);
  }

  private static void flood(HttpServerResponse response, String text, int times) {
    int left = times;
    while (left > 0 && !response.writeQueueFull() && !response.closed()) {
      response.write(text);
      left--;
    }
    int remaining = left;
    if (remaining == 0) {
      response.end("]}");
    } else {
      response.drainHandler(drained -> flood(response, text, remaining));
    }
  }

  private ClusterAnswer list(Format format) {
    return list(format, 0);
  }

  private ClusterAnswer list(Format format, int maxObjectCount) {
    return server.fleet.run("c", listPods(maxObjectCount), format);
  }
}
