package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
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
