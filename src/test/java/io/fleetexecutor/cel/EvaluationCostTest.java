package io.fleetexecutor.cel;

import static io.fleetexecutor.cel.Values.pods;
import static io.fleetexecutor.cel.Values.valueOfAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too expensive ends, and what is normal does not. */
class EvaluationCostTest {
  private static final List<JsonNode> PODS = pods(5_000);
  private static final String USED_UP =
      "the budget of 10,000,000 steps for all expressions over an answer is used up";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objects.size() == 5000",
        "objects.all(o, has(o.metadata.name) && o.kind == 'Pod')",
        "objects.filter(o, o.status.phase == 'Running' && o.spec.containers.all(c, c.image.startsWith('registry.example/'))).map(o, o.metadata.name)",
        "objects.map(o, {'name': o.metadata.name, 'images': o.spec.containers.map(c, c.image), 'env': o.spec.containers[0].env.map(e, e.name)})",
        "objects.filter(o, o.metadata.name.matches('^web-[a-z0-9]{1,10}$')).size()",
        "objects.exists_one(o, o.metadata.name == 'web-4999')",
        "objects.map(o, o.status.containerStatuses[0].restartCount).distinct()",
        "objects.map(o, o.metadata.namespace).sort()",
        "objects.filter(o, o.metadata.namespace in ['ns-1', 'ns-2']).map(o, o.?status.?phase.orValue(''))",
        "objects.map(o, o.spec.containers).flatten().map(c, c.image)",
        "objects.filter(o, o.metadata.labels == {'app': 'web', 'tier': 'front'})",
        "objects"
      })
  void normalExpressionsOverFiveThousandPodsHaveAValue(String expression) throws Exception {
    assertThat(valueOfAll(expression, PODS)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Loops in loops.
        "objects.all(a, objects.all(b, a.kind == b.kind))",
        "objects.all(a, objects.all(b, objects.all(c, true)))",
        "lists.range(10000).map(x, lists.range(10000))",
        "lists.range(1000000).all(x, lists.range(10).exists(y, y == 11) || true)",
        // An exception for one side of || or in all() would be swallowed.
        "objects.all(a, objects.all(b, a.kind == b.kind) || true)",
        "objects.exists(a, objects.exists(b, b.kind == 'x') && false)",
        // Values that double.
        "[1].map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a])",
        "[objects[0].kind].map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a)",
        "[objects].map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a).map(a, a + a + a + a)",
        "[b'aaaaaaaaaaaaaaaa'].map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a).map(a, a + a + a + a + a + a + a + a)",
        // Large values from small calls.
        "lists.range(9000000000000).size() + objects.size()",
        "lists.range(2000).map(x, objects).flatten().size()",
        // Calls that look at much.
        "objects.map(a, objects) == objects.map(a, objects.filter(b, true))",
        "objects.filter(a, a in objects)",
        "objects.distinct()",
        "sets.equivalent(objects.map(o, o), objects.map(o, o))",
        "objects.map(a, objects == objects.filter(o, true))",
      })
  void whatIsTooExpensiveEnds(String expression) {
    assertThatThrownBy(() -> valueOfAll(expression, PODS))
        .isInstanceOf(TooExpensiveException.class)
        .hasMessage(USED_UP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object.s.matches('((((a{100}){100}){100}){100}){100}')",
        "object.s.matches('(((a{2,}){3,1000}){1000})')",
        "object.s.matches('(x+x+)+y|a{1000}')",
        "object.s.matches(object.s)",
        "object.s.contains(object.s.substring(1))",
        "object.s.indexOf(object.s.substring(500000)) == 1",
        "object.s.lastIndexOf(object.s.substring(500000)) == 1",
        "object.s.split('').map(x, object.s.split(''))",
        "object.s.split(object.s.substring(500000))",
        "lists.range(10000).map(x, object.s.size())",
        "lists.range(10000).map(x, object.s == object.s + '')",
        "lists.range(1000).map(x, object.s.upperAscii())",
        "lists.range(1000).map(x, bytes(object.s))",
      })
  void whatReadsALongTextTooOftenEnds(String expression) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("s", "x".repeat(1 << 20));
    assertThatThrownBy(() -> Expression.compile(expression).evaluate(object))
        .isInstanceOf(TooExpensiveException.class)
        .hasMessage(USED_UP);
  }

  @Test
  void aResultIsNoLargerThanAnAnswer() {
    assertThatThrownBy(() -> valueOfAll("lists.range(100).map(i, objects)", PODS))
        .hasMessage("the result is larger than 16 MiB");
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("s", "x".repeat(1 << 20));
    assertThatThrownBy(
            () -> Expression.compile("lists.range(17).map(i, object.s)").evaluate(object))
        .hasMessage("the result is larger than 16 MiB");
  }

  @Test
  void anEvaluationHasABudgetOfItsOwnUnlessItIsGivenOne() throws Exception {
    Expression expression =
        Expression.compile("object.metadata.name.matches('^web-[a-z0-9]{1,10}$')");
    for (int i = 0; i < 15_000; i++) {
      assertThat(expression.evaluate(PODS.getFirst()).booleanValue()).isTrue();
    }
    assertThatThrownBy(
            () -> {
              Budget budget = new Budget();
              for (int i = 0; i < 15_000; i++) {
                assertThat(expression.evaluate(PODS.getFirst(), budget).booleanValue()).isTrue();
              }
            })
        .hasMessage(USED_UP);
  }

  @Test
  void whereABudgetIsUsedUpNothingIsEvaluated() throws Exception {
    Budget budget = new Budget();
    Expression expensive = Expression.compile("objects.all(a, objects.all(b, a.kind == b.kind))");
    assertThat(budget.isUsedUp()).isFalse();
    assertThatThrownBy(() -> expensive.evaluateAll(PODS, budget)).hasMessage(USED_UP);
    assertThat(budget.isUsedUp()).isTrue();
    assertThatThrownBy(() -> Expression.compile("true").evaluate(null, budget)).hasMessage(USED_UP);
  }

  @Test
  void simpleExpressionsOverFiveThousandPodsTakeATenthOfIt() throws Exception {
    Budget budget = new Budget();
    for (String source :
        List.of(
            "object.status.phase == 'Running' || object.status.phase == 'Pending'",
            "object.spec.containers.all(c, c.image.startsWith('registry.example/'))",
            "has(object.metadata.labels) && object.metadata.labels.app == 'web'",
            "object.status.containerStatuses.all(c, c.ready && c.restartCount < 5)",
            "object.metadata.name.matches('^web-[a-z0-9]+$')")) {
      Expression expression = Expression.compile(source);
      for (JsonNode pod : PODS) {
        assertThat(expression.evaluate(pod, budget).booleanValue()).isTrue();
      }
    }
    assertThat(budget.spent()).isBetween(1L, Budget.MAX_COST / 10L);
  }

  @Test
  void regularExpressionsAreEstimatedFromAbove() {
    assertThat(RegexSize.of("abc")).isEqualTo(4);
    assertThat(RegexSize.of("a{3}b{2,7}")).isEqualTo(11 * 7);
    assertThat(RegexSize.of("(a{10}){10}")).isEqualTo(12 * 100);
    assertThat(RegexSize.of("((a{10}){10}){10}")).isEqualTo(18 * 1000);
    assertThat(RegexSize.of("(a{10}){999999999}")).isEqualTo(19L * 10 * 999_999_999);
    assertThat(RegexSize.of("(){999999999}".repeat(100))).isEqualTo(Long.MAX_VALUE);
  }
}
