package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.Pods.listPods;
import static io.fleetexecutor.operation.Pods.page;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an expression over all objects is evaluated over is no larger than an output may be. */
class KeptObjectsTest {
  private static final String ALL = "/api/v1/pods?limit=500";
  private static final int OBJECT_BYTES = 10_000;
  private static final int CAP = 5 * OBJECT_BYTES;
  private static final String POD =
      "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\"},\"spec\":\"%s\"}"
          .formatted("x".repeat(OBJECT_BYTES));

  private final FakeApiServer server = new FakeApiServer();

  @BeforeEach
  void answerWithMoreThanTheCap() {
    String pods = page("more", Collections.nCopies(20, POD).toArray(String[]::new));
    String rows =
        String.join(
            ",", Collections.nCopies(20, "{\"cells\":[\"a\"],\"object\":%s}".formatted(POD)));
    server
        .on(ALL, pods)
        .on(
            ALL + "&includeObject=Object",
            """
            {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"continue":"more"},
             "columnDefinitions":[{"name":"Name","type":"string"}],"rows":[%s]}
            """
                .formatted(rows));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static OutputPolicy projection(Format format, String projection) {
    return new OutputPolicy(format, CAP, "", projection);
  }

  private static String value(ClusterAnswer answer) {
    assertThat(answer.error()).isNull();
    return ((Output.ProjectedValues) requireNonNull(answer.output())).values().getFirst().json();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void anAnswerIsCutWhereTheKeptObjectsAreAsLargeAsAnOutputMayBe(Format format) {
    ClusterAnswer answer = server.fleet.run("c", listPods(0), projection(format, "objects.size()"));

    assertThat(value(answer)).isEqualTo("4");
    assertThat(answer.outputTruncated()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void anExpectationOfWhatWasCutIsNotMet(Format format) {
    ClusterAnswer answer =
        server.fleet.run(
            "c",
            Fleet.spec(listPods(0), new OutputPolicy(format, CAP), "objects.all(o, has(o.spec))"));

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("OUTPUT_TRUNCATED");
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"METADATA", "TABLE"})
  void whatAnExpressionLooksAtOneByOneIsNotKept(Format format) {
    String pods = page("", Collections.nCopies(20, POD).toArray(String[]::new));
    server.on(ALL, pods).on(ALL + "&includeObject=Object", pods);

    ClusterAnswer answer =
        server.fleet.run(
            "c", Fleet.spec(listPods(0), new OutputPolicy(format, CAP), "has(object.spec)"));

    assertThat(answer.error()).isNull();
    assertThat(answer.outputTruncated()).isFalse();
  }

  @Test
  void aChangedObjectThatIsTooLargeIsNotKept() {
    String path = "/api/v1/namespaces/mine/pods/a";
    String large = POD.replace("xx", "xxxxxxxxxxxxx");
    server.on(path, large).on(path + "?fieldManager=test", large);

    ClusterAnswer answer =
        server.fleet.run(
            "c",
            new Operation.PatchResource(
                new ResourceRef("", "pods", "", "a"), PatchType.MERGE, "{}", "{}", "test"),
            projection(Format.TABLE, "objects.size()"));

    assertThat(value(answer)).isEqualTo("0");
    assertThat(answer.outputTruncated()).isTrue();
  }
}
