package io.fleetexecutor.cel;

import static io.fleetexecutor.cel.Values.tree;
import static io.fleetexecutor.cel.Values.value;
import static io.fleetexecutor.cel.Values.valueOfAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean over JSON. */
class ExpressionTest {
  private static final String OBJECT =
      """
      {metadata: {name: web, labels: {app.io/name: x}}, spec: {replicas: 3, ratio: 0.5, paused: null},
       status: {readyReplicas: 3, conditions: [{type: Ready, status: 'True'}]}, big: 123456789012345678901234567890}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          object.status.readyReplicas == object.spec.replicas               | true
          object.spec.replicas > 2.5                                        | true
          object.spec.ratio < 1                                             | true
          object.spec.replicas + 1                                          | 4
          object.spec.ratio * 2.0                                           | 1.0
          object.big > 1e29                                                 | true
          object.spec.replicas == '3'                                       | false
          object.spec.paused == null                                        | true
          object == null                                                    | false
          has(object.spec.paused)                                           | true
          has(object.spec.nope)                                             | false
          object.?status.?nope.orValue(7)                                   | 7
          object.?status.?readyReplicas.orValue(0)                          | 3
          object.?a.?b.?c.?d.orValue('none')                                | "none"
          object.?metadata.?labels[?'app.io/name'].orValue('')              | "x"
          object.?status.?conditions.orValue([])[0].type                    | "Ready"
          object.?metadata.?labels.hasValue()                               | true
          [?object.?spec.?nope, ?object.?spec.?replicas]                    | [3]
          object.?spec.?paused.orValue(1)                                   | null
          object[?'spec'].hasValue()                                        | true
          object.metadata.labels['app.io/name']                             | "x"
          'app.io/name' in object.metadata.labels                           | true
          object.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True') | true
          object.status.conditions[0]                                       | {"type":"Ready","status":"True"}
          object.status.conditions.map(c, c.type)                           | ["Ready"]
          object.status.conditions.filter(c, c.type == 'x').size()          | 0
          object.metadata                                                   | {"name":"web","labels":{"app.io/name":"x"}}
          object.metadata == {'name': 'web', 'labels': {'app.io/name': 'x'}} | true
          {'n': object.metadata.name, 'l': [1, 2u, 1.5, null, true]}        | {"n":"web","l":[1,2,1.5,null,true]}
          object.metadata.name.startsWith('w') ? 'yes' : 'no'               | "yes"
          object.metadata.name.upperAscii() + '!'                           | "WEB!"
          'a,b'.split(',')                                                  | ["a","b"]
          'abc'.charAt(1) + 'abc'.substring(1) + ' x '.trim()               | "bbcx"
          'abcb'.indexOf('b') + 'abcb'.lastIndexOf('b')                     | 4
          'web-12'.matches('^web-[0-9]{1,5}$')                              | true
          timestamp('2024-01-02T03:04:05Z')                                 | "2024-01-02T03:04:05Z"
          duration('90m')                                                   | "5400s"
          duration('1500ms')                                                | "1.5s"
          timestamp('2024-01-02T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') == duration('24h') | true
          b'ab'                                                             | "YWI="
          math.greatest(1, 2.5)                                             | 2.5
          [3, 1, 2].sort()                                                  | [1,2,3]
          [1, 1, 2].distinct()                                              | [1,2]
          [[1], [2]].flatten()                                              | [1,2]
          lists.range(3).reverse()                                          | [2,1,0]
          [1, 2, 3].slice(1, 2)                                             | [2]
          sets.contains([1, 2], [2])                                        | true
          object.metadata.map(k, k)                                         | ["name","labels"]
          size(object.metadata)                                             | 2
          type(object.spec.replicas) == int                                 | true
          """)
  void anExpressionHasAValue(String expression, String expected) throws Exception {
    assertThat(value(expression, OBJECT)).isEqualTo(expected);
  }

  @Test
  void noObjectIsNull() throws Exception {
    assertThat(value("object == null", null)).isEqualTo("true");
    assertThat(value("object != null && object.a == 1", null)).isEqualTo("false");
  }

  @Test
  void anExpressionMayBeOverAllObjects() throws Exception {
    List<JsonNode> objects = List.of(tree("{n: 2}"), tree("{n: 5}"));
    assertThat(valueOfAll("objects.size()", objects)).isEqualTo("2");
    assertThat(valueOfAll("objects.map(o, o.n)", objects)).isEqualTo("[2,5]");
    assertThat(valueOfAll("objects.all(object, object.n > 1)", objects)).isEqualTo("true");
    assertThat(valueOfAll("objects", objects)).isEqualTo("[{\"n\":2},{\"n\":5}]");
    assertThat(valueOfAll("objects[1].n", objects)).isEqualTo("5");
    assertThat(valueOfAll("objects.exists(o, true)", List.of())).isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "object.a                      | false | true",
        "1 + 1                         | false | false",
        "true                          | false | true",
        "objects.size() > 1            | true  | true",
        "objects.map(object, object.n) | true  | false",
        "object.map(objects, objects)  | false | false",
        "objects                       | true  | false",
        "object.a == 1                 | false | true",
        "size('objects')               | false | false",
        "{'object': objects}           | true  | false",
      })
  void whatItIsOverAndWhetherItMayBeABooleanIsKnown(
      String source, boolean isOverAll, boolean mayBeBoolean) throws Exception {
    Expression expression = Expression.compile(source);
    assertThat(expression.isOverAll()).isEqualTo(isOverAll);
    assertThat(expression.mayBeBoolean()).isEqualTo(mayBeBoolean);
    assertThat(expression.source()).isEqualTo(source);
  }

  @Test
  void itIsEvaluatedOverWhatItIsWrittenFor() throws Exception {
    Expression one = Expression.compile("object.a");
    Expression all = Expression.compile("objects.size()");
    assertThatThrownBy(() -> one.evaluateAll(List.of(), new Budget()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> all.evaluate(null)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyThreadsMayEvaluateTheSameExpression() throws Exception {
    Expression expression =
        Expressions.of("lists.range(200).map(i, i + object.n).size() + object.n");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<JsonNode>> values = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        JsonNode object = tree("{n: %d}".formatted(i));
        values.add(threads.submit(() -> expression.evaluate(object)));
      }
      for (int i = 0; i < values.size(); i++) {
        assertThat(values.get(i).get().intValue()).isEqualTo(200 + i);
      }
    }
  }

  @Test
  void anExpressionIsCompiledOnce() throws Exception {
    Expression expression = Expressions.of("object.cached == 1");
    assertThat(Expressions.of("object.cached == 1")).isSameAs(expression);
    for (int i = 0; i < 300; i++) {
      Expressions.of("object.other == " + i);
    }
    assertThat(Expressions.of("object.cached == 1")).isNotSameAs(expression);
    assertThatThrownBy(() -> Expressions.of("object.")).isInstanceOf(ExpressionException.class);
  }
}
