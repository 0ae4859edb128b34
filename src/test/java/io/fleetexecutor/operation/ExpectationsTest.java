package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an answer is as the caller expects it. */
class ExpectationsTest {
  private final FakeApiServer server =
      new FakeApiServer()
          .on(
              "/api/v1/namespaces/mine/pods/a",
              """
              {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","namespace":"mine"},
               "spec":{"yes":true,"no":false,"one":1,"half":0.5,"text":"true","list":[1],"nothing":null}}
              """);

  @AfterEach
  void stop() {
    server.close();
  }

  private ClusterAnswer expect(String... expectations) {
    return server.fleet.run(
        "c",
        Fleet.spec(
            Fleet.get("pods", "", "a"), new OutputPolicy(Format.OBJECTS, 1 << 20), expectations));
  }

  @Test
  void allExpressionsOverAllObjectsOfAnAnswerHaveOneBudget() {
    String once = "lists.range(10000).all(x, x >= 0) && has(object.metadata)";
    assertThat(expect(once).error()).isNull();
    server.on(
        "/api/v1/pods?limit=500",
        Pods.page("", Collections.nCopies(400, Pods.pod("a")).toArray(String[]::new)));

    ClusterAnswer answer =
        server.fleet.run(
            "c",
            Fleet.spec(
                Pods.listPods(0), new OutputPolicy(Format.OBJECTS, 1 << 20), "true", once, "true"));

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("EXPRESSION_FAILED");
    assertThat(answer.error().message())
        .isEqualTo(
            "pod a: the budget of 10,000,000 steps for all expressions over an answer is used up in: "
                + once);
  }

  @Test
  void thatTheBudgetIsUsedUpIsToldBeforeAnythingElse() {
    String all =
        "objects.all(a, lists.range(10000).all(b, lists.range(10000).all(c, has(a.spec))))";

    ClusterAnswer answer =
        expect("object.spec.no", "1 > 2", "2 > 3", "3 > 4", "4 > 5", "5 > 6", all);

    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("EXPRESSION_FAILED");
    assertThat(answer.error().message())
        .startsWith("the budget of 10,000,000 steps")
        .contains("in: " + all + "; ")
        .endsWith("and 2 more");
  }

  @Test
  void trueIsMet() {
    ClusterAnswer answer = expect("object.spec.yes", "objects.all(o, o.spec.yes)", "true");

    assertThat(answer.error()).isNull();
    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
  }

  @Test
  void falseIsNot() {
    ClusterAnswer answer = expect("object.spec.no");

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("EXPECTATION_FAILED");
    assertThat(answer.error().message()).endsWith("not true: object.spec.no");
  }

  @ParameterizedTest
  @CsvSource({
    "object.spec.one, a number",
    "object.spec.half, a number",
    "object.spec.text, a string",
    "object.spec.list, a list",
    "object.spec, a map",
    "object.spec.nothing, null",
    "objects[0].spec.text, a string",
  })
  void whatIsNeitherTrueNorFalseIsToldByItsType(String expectation, String type) {
    ClusterAnswer answer = expect(expectation);

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("EXPRESSION_FAILED");
    assertThat(answer.error().message())
        .endsWith("it must be true or false, and is %s in: %s".formatted(type, expectation));
  }
}
