package io.fleetexecutor.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final JsonNode DEPLOYMENT =
      json(
          """
          {"kind":"Deployment","metadata":{"name":"web","labels":{"app":"web"},"generation":3},
           "spec":{"replicas":2,"paused":false,"weight":0.5,"nothing":null,
            "template":{"spec":{"containers":[{"name":"a","image":"nginx:1.24"},{"name":"b","image":"redis:7"}]}}},
           "status":{"readyReplicas":2,"when":"2026-01-31T10:00:00Z"}}
          """);

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode evaluate(String expression) throws Exception {
    return Expression.compile(expression).evaluate(DEPLOYMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "object.status.readyReplicas == object.spec.replicas | true",
        "object.spec.replicas > 1 && !object.spec.paused | true",
        "object.spec.replicas + 1 | 3",
        "object.spec.weight * 2.0 == 1.0 | true",
        "object.spec.weight < object.spec.replicas | true",
        "object.metadata.name + '-' + object.kind | \"web-Deployment\"",
        "object.spec.template.spec.containers.map(c, c.image) | [\"nginx:1.24\",\"redis:7\"]",
        "object.spec.template.spec.containers.filter(c, c.image.startsWith('redis'))[0].name | \"b\"",
        "object.spec.template.spec.containers.all(c, c.image.matches('^[a-z]+:[0-9.]+$')) | true",
        "{'name': object.metadata.name, 'n': size(object.metadata.labels)} | {\"name\":\"web\",\"n\":1}",
        "has(object.spec.missing) | false",
        "object.spec.nothing == null | true",
        "object.?status.?missing.orValue(7) | 7",
        "object.metadata.name in ['web', 'db'] | true",
        "timestamp(object.status.when) < timestamp('2027-01-01T00:00:00Z') | true",
        "object.metadata.name.upperAscii().substring(1) | \"EB\"",
        "'a,b'.split(',') | [\"a\",\"b\"]",
        "object.spec.replicas == 2.0 ? 'two' : 'other' | \"two\"",
        "1 | 1"
      })
  void anExpressionHasAValue(String expression, String expected) throws Exception {
    assertThat(evaluate(expression).toString()).isEqualTo(expected);
  }

  @Test
  void anObjectThatIsNotThereIsNull() throws Exception {
    assertThat(Expression.compile("object == null").evaluate(null).asBoolean()).isTrue();
    assertThat(evaluate("object == null").asBoolean()).isFalse();
    assertThatThrownBy(() -> Expression.compile("object.status.x == 1").evaluate(null))
        .isInstanceOf(EvaluationException.class);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> evaluate("object.status.availableReplicas == 1"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("no such key: availableReplicas");
  }

  @Test
  void anExpressionOverAllObjectsIsEvaluatedOnce() throws Exception {
    Expression count = Expression.compile("objects.filter(o, o.kind == 'Deployment').size()");

    assertThat(count.isOverAll()).isTrue();
    assertThat(Expression.compile("object.kind").isOverAll()).isFalse();
    assertThat(count.evaluateAll(List.of(DEPLOYMENT, json("{\"kind\":\"Pod\"}"))).asInt())
        .isEqualTo(1);
    assertThat(count.evaluateAll(List.of()).asInt()).isZero();
  }

  @Test
  void onlyWhatMayBeTrueOrFalseIsSaidToBe() throws Exception {
    assertThat(Expression.compile("object.ready").mayBeBoolean()).isTrue();
    assertThat(Expression.compile("object.a == 1").mayBeBoolean()).isTrue();
    assertThat(Expression.compile("size(objects)").mayBeBoolean()).isFalse();
  }

  @Test
  void everyErrorIsToldWithItsPosition() {
    ExpressionException broken =
        catchThrowableOfType(
            ExpressionException.class,
            () -> Expression.compile("objekt.a == 1 &&\n  name == 'x' && 1 + 'a' == 2"));

    assertThat(broken.problems())
        .extracting(Problem::line, Problem::column)
        .contains(
            org.assertj.core.groups.Tuple.tuple(1, 1), org.assertj.core.groups.Tuple.tuple(2, 3));
    assertThat(broken.problems().getFirst().description()).contains("objekt", "object and objects");
    assertThat(broken.problems()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "object.",
        "object.a ==",
        "'x",
        "object.spec.replicas.foo(",
        "object.kind == objects[0].kind",
        "'a'.replace('a', 'b')",
        "1 +",
        "size(1)"
      })
  void whatIsNoExpressionIsRefused(String source) {
    assertThatThrownBy(() -> Expression.compile(source)).isInstanceOf(ExpressionException.class);
  }

  @Test
  void anExpressionThatIsTooLongOrTooDeepIsRefused() {
    assertThatThrownBy(() -> Expression.compile("1" + " + 1".repeat(2_000)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("4,096");
    assertThatThrownBy(() -> Expression.compile("(".repeat(500) + "1" + ")".repeat(500)))
        .isInstanceOf(ExpressionException.class);
  }

  private static List<JsonNode> pods(int count) {
    return IntStream.range(0, count)
        .<JsonNode>mapToObj(
            i ->
                json(
                    "{\"metadata\":{\"name\":\"pod-%d\"},\"spec\":{\"containers\":[{\"image\":\"i:%d\"}]}}"
                        .formatted(i, i % 7)))
        .toList();
  }

  @Test
  void fiveThousandObjectsAreNoTrouble() throws Exception {
    Expression images =
        Expression.compile(
            "objects.filter(o, o.spec.containers.exists(c, c.image == 'i:3')).map(o, o.metadata.name)");

    assertThat(images.evaluateAll(pods(5_000))).hasSize(714);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Text that doubles at every step.
        "[objects[0].metadata.name].map(a, [a+a+a+a+a+a+a+a].map(b, [b+b+b+b+b+b+b+b].map(c,"
            + " [c+c+c+c+c+c+c+c].map(d, [d+d+d+d+d+d+d+d].map(e, [e+e+e+e+e+e+e+e].map(f,"
            + " [f+f+f+f+f+f+f+f].map(g, [g+g+g+g+g+g+g+g].map(h, h+h+h+h+h+h+h+h))))))))",
        // Lists within lists, each the same one many times, compared.
        "[objects].map(a, [a,a,a,a,a,a,a,a,a,a]).map(a, [a,a,a,a,a,a,a,a,a,a]).map(a,"
            + " [a,a,a,a,a,a,a,a,a,a]).map(a, [a,a,a,a,a,a,a,a,a,a]).map(a,"
            + " [a,a,a,a,a,a,a,a,a,a]).map(a, [a,a,a,a,a,a,a,a,a,a]).all(a, a == a)",
        // Every one with every one.
        "objects.all(a, objects.all(b, objects.all(c, a != null && b != null && c != null)))",
        // Sums of lists.
        "[objects].map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a,"
            + " a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a)",
        "objects.all(a, objects == objects)",
        "objects.map(a, objects.map(b, objects))"
      })
  void whatCostsTooMuchIsEnded(String expression) throws Exception {
    Expression costly = Expression.compile(expression);

    assertThatThrownBy(() -> costly.evaluateAll(pods(1_000)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("costs too much");
  }

  @Test
  void aPatternThatBacktracksElsewhereIsMatchedInOnePass() throws Exception {
    JsonNode nasty = json("{\"s\":\"" + "a".repeat(50_000) + "!\"}");

    assertThat(Expression.compile("object.s.matches('^(a+)+$')").evaluate(nasty).asBoolean())
        .isFalse();
    assertThatThrownBy(
            () ->
                Expression.compile("object.s.matches('(((a{100}){100}){100}){100}')")
                    .evaluate(nasty))
        .isInstanceOf(EvaluationException.class);
  }

  @Test
  void anExpressionIsCompiledOnce() throws Exception {
    assertThat(Expressions.of("object.a == 1")).isSameAs(Expressions.of("object.a == 1"));
  }
}
