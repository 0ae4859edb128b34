package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.Pods.listPods;
import static io.fleetexecutor.operation.Pods.page;
import static io.fleetexecutor.operation.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What answers are compared by. */
class AnswerFingerprintsTest {
  private static final String ALL = "/api/v1/pods?limit=500";

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private String list(OutputPolicy policy, String... expectations) {
    return fingerprint(listPods(0), policy, expectations);
  }

  private String fingerprint(Operation operation, OutputPolicy policy, String... expectations) {
    ClusterAnswer answer = server.fleet.run("c", Fleet.spec(operation, policy, expectations));
    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    return answer.fingerprint();
  }

  private static OutputPolicy format(Format format) {
    return new OutputPolicy(format, 1 << 20);
  }

  @Test
  void whereNothingIsLookedAtThereIsNone() {
    server.on(ALL, page("", pod("a"))).on("/api/v1/namespaces/mine/pods/a", pod("a"));

    assertThat(list(format(Format.NONE))).isEmpty();
    assertThat(fingerprint(Fleet.get("pods", "", "a"), format(Format.NONE))).isEmpty();
    server.on(ALL, page(""));
    assertThat(list(format(Format.NONE))).isEmpty();
  }

  @Test
  void whatIsLookedAtForAnExpressionIsComparedToo() {
    server.on(ALL, page("", pod("a")));
    String a = list(format(Format.NONE), "has(object.metadata)");
    server.on(ALL, page("", pod("b")));

    assertThat(a).startsWith("sha256:");
    assertThat(list(format(Format.NONE), "has(object.metadata)"))
        .startsWith("sha256:")
        .isNotEqualTo(a);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"OBJECTS", "METADATA", "TABLE"})
  void aListWithoutItemsIsEmpty(Format format) {
    server.on(ALL, page(""));

    assertThat(list(format(format))).isEqualTo("empty");
  }

  @Test
  void aListThatWasCutBeforeItsFirstItemIsNotEmpty() {
    server.on(ALL, page("", pod("a")));

    assertThat(list(new OutputPolicy(Format.OBJECTS, 1))).isEmpty();
  }

  @Test
  void anObjectWhoseAbsenceWasWaitedForIsMissing() {
    server.on("/api/v1/namespaces/mine/pods?fieldSelector=metadata.name%3Da", page(""));

    assertThat(
            fingerprint(
                new Operation.AwaitCondition(
                    new ResourceRef("", "pods", "", "a"), "object == null", Duration.ofMillis(100)),
                format(Format.OBJECTS)))
        .isEqualTo("missing");
  }

  @Test
  void ofTablesAgesDoNotCountAndRestartsDo() {
    String first = table("3 (5m ago)", "5d");

    assertThat(first).startsWith("sha256:");
    assertThat(table("3 (2d3h ago)", "9s")).isEqualTo(first);
    assertThat(table("4 (5m ago)", "5d")).isNotEqualTo(first);
  }

  private String table(String restarts, String age) {
    server.on(
        ALL,
        """
        {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},
         "columnDefinitions":[{"name":"Name","type":"string"},{"name":"Restarts","type":"string"},
                              {"name":"Age","type":"string"}],
         "rows":[{"cells":["a","%s","%s"],"object":{"metadata":{"name":"a","namespace":"n"}}}]}
        """
            .formatted(restarts, age));
    return list(format(Format.TABLE));
  }

  @Test
  void valuesOfSeveralObjectsAreNoOtherValueThatReadsAlike() {
    server.on(ALL, page("", pod("a"), pod("b")));
    String two = list(new OutputPolicy(Format.OBJECTS, 1 << 20, "object.metadata.name", ""));
    server.on(ALL, page("", pod("a, b")));

    assertThat(two).isEqualTo("a, b");
    assertThat(list(new OutputPolicy(Format.OBJECTS, 1 << 20, "object.metadata.name", "")))
        .isEqualTo("\"a, b\"");
  }
}
