package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation.AwaitCondition;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionReaderTest {
  private static final String AWAIT =
      "{awaitCondition: {ref: {kind: \"pod\", objectName: \"a\"}, expression: \"%s\"%s}}";

  @Test
  void expressionsWorkWithAnyOperationAndFormat() {
    ExecutionSpec spec =
        Specs.read(
            """
            {clusterSelector: {}, operation: {checkHealth: {}},
             expectations: ["object.ready", "size(objects) == 1"],
             outputPolicy: {format: FORMAT_TABLE, fingerprintExpression: "object.kubernetesVersion",
               projection: "{'a': object.b}"}}
            """);
    assertThat(spec.expectations()).containsExactly("object.ready", "size(objects) == 1");
    assertThat(spec.outputPolicy().fingerprintExpression()).isEqualTo("object.kubernetesVersion");
    assertThat(spec.outputPolicy().projection()).isEqualTo("{'a': object.b}");
  }

  @Test
  void everyExpressionThatDoesNotCompileIsToldByItsFieldAndPlace() {
    assertThat(
            Specs.violationsOfSpec(
                """
                {clusterSelector: {}, operation: {checkHealth: {}},
                 expectations: ["object.ready", " ", "object.", "1 + 1"],
                 outputPolicy: {fingerprintExpression: "nonsense", projection: "object +"}}
                """))
        .anyMatch(each -> each.startsWith("spec.expectations[1]: is empty"))
        .anyMatch(each -> each.startsWith("spec.expectations[2]: line 1, column "))
        .contains("spec.expectations[3]: must be true or false, and never is")
        .anyMatch(
            each ->
                each.startsWith("spec.output_policy.fingerprint_expression: line 1, column 1: "))
        .anyMatch(each -> each.startsWith("spec.output_policy.projection: line 1, column "))
        .noneMatch(each -> each.startsWith("spec.expectations[0]"));
  }

  @Test
  void moreThan16ExpectationsAreRefused() {
    String many = String.join(", ", Collections.nCopies(17, "\"true\""));
    assertThat(
            Specs.violationsOfSpec(
                "{clusterSelector: {}, operation: {checkHealth: {}}, expectations: [%s]}"
                    .formatted(many)))
        .containsExactly("spec.expectations: has 17 entries, at most 16 are allowed");
  }

  @Test
  void aConditionIsAskedForEveryTwoSecondsUnlessTold() {
    assertThat(interval("")).isEqualTo(Duration.ofSeconds(2));
    assertThat(interval(", pollInterval: \"0.1s\"")).isEqualTo(Duration.ofMillis(100));
  }

  private static Duration interval(String pollInterval) {
    return ((AwaitCondition) Specs.operation(AWAIT.formatted("object == null", pollInterval)))
        .pollInterval();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | `` | expression: is required
          size(objects) > 0 | `` | expression: is over objects, must be over object: the one that is waited for
          1 + 1 | `` | expression: must be true or false, and never is
          true | , pollInterval: "0.099s" | poll_interval: is 0.099s, must be at least 0.1s
          true | , pollInterval: "-1s" | poll_interval: is -1s, must be between 0s and 31536000s
          """)
  void aConditionThatIsNoneIsRefused(String expression, String interval, String violation) {
    assertThat(Specs.violations(AWAIT.formatted(expression, interval)))
        .containsExactly("spec.operation.await_condition." + violation);
  }
}
