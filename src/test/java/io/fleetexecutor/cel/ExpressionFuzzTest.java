package io.fleetexecutor.cel;

import static io.fleetexecutor.cel.Values.pods;
import static io.fleetexecutor.cel.Values.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.WellFormed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionFuzzTest {
  private static final List<JsonNode> PODS = pods(3);
  private static final JsonNode OBJECT =
      tree("{a: {b: 1}, n: 1, s: text, l: [1, {x: 2}], z: null}");

  static List<byte[]> seeds() {
    return Inputs.texts(
        "object.a.b == 1 && has(object.s) || !(object.n in object.l)",
        "objects.all(o, o.kind == 'Pod' && o.metadata.name.matches('^web-[0-9]+$'))",
        "objects.map(o, {'n': o.metadata.name, 'p': o.?status.?phase.orValue('')})",
        "object.l.map(x, x).flatten().sort()",
        "[1, 2].exists_one(x, x > 1) ? 'a' + \"b\" : r'\\d'",
        "duration('1h') + timestamp('2026-01-01T00:00:00Z') > timestamp(0)",
        "lists.range(10).map(i, string(i)).join(',').split(',').size()",
        "math.greatest([1, 2u, 3.5, -1e300])",
        "sets.contains(object.l, [1]) && optional.of(1).hasValue()",
        "b'\\x00' + bytes('ä') != b'' && type(1) == int",
        "'%s %d %.2f'.format([object.s, 1, 2.0]).lowerAscii().substring(1, 3)");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextIsAnExpressionWithAnOutcomeOrIsRefused(byte[] input) {
    try {
      evaluate(Expression.compile(Inputs.text(input)));
    } catch (ExpressionException refused) {
      assertThat(refused.problems()).isNotEmpty();
      refused.problems().forEach(problem -> WellFormed.check(problem.description()));
    }
  }

  private static void evaluate(Expression expression) {
    try {
      if (expression.isOverAll()) {
        assertThat(expression.evaluateAll(PODS, new Budget())).isNotNull();
      } else {
        assertThat(expression.evaluate(OBJECT)).isNotNull();
      }
    } catch (EvaluationException without) {
      WellFormed.check(String.valueOf(without.getMessage()));
    }
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aTextIsAnExpressionWithAnOutcomeOrIsRefused);
  }
}
