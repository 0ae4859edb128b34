package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.object;
import static io.fleetexecutor.comparison.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The diff of one object before and after a change. */
class ObjectDiffTest {
  private static final JsonNode WEB =
      tree(
          """
          kind: Deployment
          status: {readyReplicas: 1}
          zone: a
          data: {x: "yes", count: "1", text: "a\\nb\\n", empty: ""}
          metadata: {name: web, uid: u, resourceVersion: "1", generation: 1, creationTimestamp: t,
            selfLink: s, managedFields: [{}], labels: {app: web}}
          spec: {replicas: 1, list: [{a: 1, b: 2}]}
          apiVersion: apps/v1
          """);

  @Test
  void aDiffIsUnifiedYamlInTheUsualOrder() {
    JsonNode after = tree(WEB.toString().replace("\"replicas\":1", "\"replicas\":3"));
    assertThat(ObjectDiff.between(WEB, after, "web"))
        .isEqualTo(
            """
            --- web (before)
            +++ web (after)
            @@ -8,7 +8,7 @@
               list:
               - a: 1
                 b: 2
            -  replicas: 1
            +  replicas: 3
             data:
               count: "1"
               empty: ""
            """);
  }

  @Test
  void aMissingSideIsDevNull() {
    assertThat(ObjectDiff.between(null, WEB, "web"))
        .isEqualTo(
            """
            --- /dev/null
            +++ web (after)
            @@ -0,0 +1,19 @@
            +apiVersion: apps/v1
            +kind: Deployment
            +metadata:
            +  labels:
            +    app: web
            +  name: web
            +spec:
            +  list:
            +  - a: 1
            +    b: 2
            +  replicas: 1
            +data:
            +  count: "1"
            +  empty: ""
            +  text: |
            +    a
            +    b
            +  x: "yes"
            +zone: a
            """);
    assertThat(ObjectDiff.between(WEB, null, "web"))
        .startsWith("--- web (before)\n+++ /dev/null\n@@ -1,19 +0,0 @@\n-apiVersion: apps/v1\n");
    assertThat(ObjectDiff.between(null, null, "web")).isEmpty();
  }

  @Test
  void bookkeepingIsNoDifference() {
    JsonNode after =
        tree(
            WEB.toString()
                .replace("\"resourceVersion\":\"1\"", "\"resourceVersion\":\"2\"")
                .replace("\"readyReplicas\":1", "\"readyReplicas\":2"));
    assertThat(after).isNotEqualTo(WEB);
    assertThat(ObjectDiff.between(WEB, after, "web")).isEmpty();
  }

  @Test
  void aNameCannotBreakALine() {
    assertThat(ObjectDiff.between(null, tree("{kind: A}"), "a\n+b"))
        .startsWith("--- /dev/null\n+++ a?+b (after)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1}                             | {a: 1}                               | true
          {a: 1}                             | {a: 2}                               | false
          {a: 1}                             | {a: 1.0}                             | true
          {a: 1}                             | {}                                   | false
          {a: [1, 2]}                        | {a: [2, 1]}                          | false
          {status: 1}                        | {status: 2}                          | true
          {metadata: {generation: 1}, status: 1} | {metadata: {generation: 2}, status: 2} | false
          {metadata: {annotations: {deployment.kubernetes.io/revision: '1'}}} | {metadata: {}} | true
          {metadata: {resourceVersion: '1'}} | {metadata: {resourceVersion: '2'}}   | true
          {metadata: {generation: 1}}        | {metadata: {managedFields: []}}      | true
          {metadata: {uid: a}}               | {metadata: {uid: b}}                 | false
          {metadata: {labels: {a: b}}}       | {metadata: {}}                       | false
          """)
  void objectsAreTheSameButForBookkeeping(String before, String after, boolean expected) {
    assertThat(ObjectDiff.isSame(tree(before), tree(after))).isEqualTo(expected);
    assertThat(ObjectDiff.isSame(tree(after), tree(before))).isEqualTo(expected);
  }

  @Test
  void noObjectIsTheSameAsNone() {
    assertThat(ObjectDiff.isSame(null, null)).isTrue();
    assertThat(ObjectDiff.isSame(WEB, null)).isFalse();
    assertThat(ObjectDiff.isSame(null, WEB)).isFalse();
  }

  @Test
  void textThatIsNoBlockStaysOnOneLine() {
    JsonNode odd = object("ConfigMap", "a", "{data: {x: \"a \\n\\u0007b\"}}");
    assertThat(ObjectDiff.between(null, odd, "a")).endsWith("+  x: \"a \\n\\ab\"\n");
  }
}
