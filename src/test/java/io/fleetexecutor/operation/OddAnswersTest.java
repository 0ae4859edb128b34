package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is no object, although it is JSON and a success, is not taken for one. */
class OddAnswersTest {
  private static final ResourceRef REF = new ResourceRef("", "pods", "", "a");
  private static final String POD =
      "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"uid\":\"u\"}}";

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  private ClusterAnswer run(Operation operation) {
    return server.fleet.run("c", operation, Format.OBJECTS);
  }

  private static void assertUnexpected(ClusterAnswer answer, String message) {
    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("UNEXPECTED_ANSWER");
    assertThat(answer.error().message()).startsWith(message);
  }

  private void onDelete(String answer) {
    server.on(
        AwaitedPod.PATH,
        request -> request.response().end(request.method() == HttpMethod.GET ? POD : answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                    | the answer is no Kubernetes object: {}
          {"kind":"Pod","apiVersion":"v1"}                      | the answer is no list: {"kind":"Pod"
          {"kind":"PodList","apiVersion":"v1"}                  | the answer is no list: {"kind":"PodList"
          {"kind":"PodList","apiVersion":"v1","items":{}}       | the answer is no list: {"kind":"PodList"
          {"kind":"Status","apiVersion":"v1","message":"etcd"}  | HTTP 200 with a Status: etcd
          """)
  void whatIsNoListDoesNotTellThatTheObjectIsGone(String list, String message) {
    server.on(AwaitedPod.LIST, list);

    assertUnexpected(
        run(new Operation.AwaitCondition(REF, "object == null", Duration.ofSeconds(1))), message);

    onDelete(POD);
    ClusterAnswer deleted =
        run(new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, false, true));
    assertUnexpected(deleted, message);
    assertThat(deleted.changed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                    | the answer is no event of a watch: {}
          {"kind":"Status","apiVersion":"v1","message":"etcd"}  | the answer is no event of a watch: {"kind":"Status"
          {"type":"MODIFIED","object":{}}                       | the answer is no Kubernetes object: {}
          {"type":"MODIFIED","object":null}                     | the answer is no event of a watch: {"type":"MODIFIED"
          """)
  void whatIsNoEventDoesNotTellThatTheObjectIsGone(String event, String message) {
    server.on(AwaitedPod.LIST, AwaitedPod.list("1", POD));
    server.on(AwaitedPod.WATCH + "1", event);

    assertUnexpected(
        run(new Operation.AwaitCondition(REF, "!has(object.kind)", Duration.ofSeconds(1))),
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  void aListMayBeEmpty(String items) {
    server.on(
        AwaitedPod.LIST,
        "{\"items\":%s,\"kind\":\"PodList\",\"apiVersion\":\"v1\"}".formatted(items));

    assertThat(
            run(new Operation.AwaitCondition(REF, "object == null", Duration.ofSeconds(1))).error())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                    | the answer is no Kubernetes object: {}
          {"message":"ok"}                                      | the answer is no Kubernetes object: {"message"
          {"kind":"Status","apiVersion":"v1","message":"etcd"}  | HTTP 200 with a Status: etcd
          """)
  void whatIsNoObjectIsNeitherDeletedNorPatched(String object, String message) {
    server.on(AwaitedPod.PATH, object);

    assertUnexpected(
        run(new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, true, false)), message);
    assertUnexpected(
        run(new Operation.PatchResource(REF, PatchType.MERGE, "{}", "{\"a\":1}", "test")), message);
    assertThat(server.requests).noneMatch(uri -> uri.contains("fieldManager"));
  }

  @Test
  void aSuccessOfADeleteIsToldByTheObjectOrByAStatus() {
    for (String answer :
        new String[] {POD, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}"}) {
      onDelete(answer);
      assertThat(
              run(new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, false, false))
                  .changed())
          .isTrue();
    }
  }

  @Test
  void andByNothingElse() {
    onDelete(
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"no\"}");
    assertUnexpected(
        run(new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, false, false)),
        "HTTP 200 with a Status: no");

    onDelete("{}");
    assertUnexpected(
        run(new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, false, false)),
        "the answer is no Kubernetes object: {}");
  }
}
