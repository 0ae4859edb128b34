package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.configMap;
import static io.fleetexecutor.comparison.Trees.object;
import static io.fleetexecutor.comparison.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the objects of two clusters change alike. */
class ChangeFingerprintTest {

  private static String fingerprint(JsonNode before, JsonNode after) {
    return Fingerprints.ofChange("web", before, after);
  }

  private static String fingerprint(String before, String after) {
    return fingerprint(tree(before), tree(after));
  }

  @Test
  void theSameChangeIsAlikeWhateverElseIsInTheObjects() {
    String web = "{kind: Deployment, metadata: {name: web%s}, spec: {replicas: %d, paused: %s}}";
    String annotation = ", annotations: {deployment.kubernetes.io/revision: '7', a: b}";
    JsonNode one = tree(web.formatted("", 1, true));
    JsonNode three = tree(web.formatted("", 3, true));
    String change = fingerprint(one, three);

    assertThat(change).matches("sha256:[0-9a-f]{32}");
    assertThat(
            fingerprint(web.formatted(annotation, 1, false), web.formatted(annotation, 3, false)))
        .isEqualTo(change);
    assertThat(fingerprint(one, tree(web.formatted("", 4, true)))).isNotEqualTo(change);
    assertThat(fingerprint(tree(web.formatted("", 2, true)), three)).isNotEqualTo(change);
    assertThat(fingerprint(one, tree(web.formatted("", 3, false)))).isNotEqualTo(change);
    assertThat(Fingerprints.ofChange("other", one, three)).isNotEqualTo(change);
  }

  @Test
  void whatDiffersBeyondTheEndOfADiffCounts() {
    JsonNode before = configMap("a", "k", "");
    String text = "line\n".repeat(20_000);

    assertThat(fingerprint(before, configMap("a", "k", text + "x")))
        .isNotEqualTo(fingerprint(before, configMap("a", "k", text + "y")));
    assertThat(Fingerprints.ofChange("a", null, configMap("a", "k", text + "x")))
        .isNotEqualTo(Fingerprints.ofChange("a", null, configMap("a", "k", text + "y")));
  }

  @Test
  void whatIsHiddenInADiffCounts() {
    JsonNode before = object("Secret", "s", "{data: {password: YQ==}}");
    JsonNode one = object("Secret", "s", "{data: {password: YjE=}}");
    JsonNode two = object("Secret", "s", "{data: {password: YjI=}}");

    assertThat(ObjectDiff.between(before, one, "s"))
        .isEqualTo(ObjectDiff.between(before, two, "s"));
    assertThat(fingerprint(before, one))
        .isNotEqualTo(fingerprint(before, two))
        .isNotEqualTo(fingerprint(two, one));
    assertThat(Fingerprints.ofChange("s", null, one))
        .isNotEqualTo(Fingerprints.ofChange("s", null, two));
  }

  @Test
  void ofAChangeOfASecretOnlyWhichKeysItIsOfCounts() {
    JsonNode before = object("Secret", "s", "{data: {password: YQ==, other: YQ==}}");
    String change = ofSecret(before, "{data: {password: YjE=, other: YQ==}}");

    assertThat(ofSecret(before, "{data: {password: YjI=, other: YQ==}}")).isEqualTo(change);
    assertThat(ofSecret(before, "{data: {password: YQ==, other: YjI=}}")).isNotEqualTo(change);
    assertThat(ofSecret(before, "{data: {other: YQ==}}")).isNotEqualTo(change);
    assertThat(ofSecret(null, "{data: {password: YjE=}}"))
        .isEqualTo(ofSecret(null, "{data: {password: YjI=}}"))
        .isNotEqualTo(ofSecret(null, "{data: {other: YjI=}}"));
  }

  private static String ofSecret(@Nullable JsonNode before, String after) {
    return Fingerprints.ofSecretChange("s", before, object("Secret", "s", after));
  }

  @Test
  void aNewObjectIsAlikeButForWhatIsEachClustersOwn() {
    String map = "{kind: ConfigMap, metadata: {name: a, uid: %s}, data: {k: v}}";
    String created = Fingerprints.ofChange("a", null, tree(map.formatted("u")));

    assertThat(Fingerprints.ofChange("a", null, tree(map.formatted("w")))).isEqualTo(created);
    assertThat(Fingerprints.ofChange("a", tree(map.formatted("u")), null)).isNotEqualTo(created);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same value elsewhere | {a: {x: 1}, b: {x: 1}} | {a: {x: 2}, b: {x: 1}} | {a: {x: 1}, b: {x: 1}} | {a: {x: 1}, b: {x: 2}}
          another named item | {c: [{name: a, x: 1}, {name: b, x: 1}]} | {c: [{name: a, x: 2}, {name: b, x: 1}]} | {c: [{name: a, x: 1}, {name: b, x: 1}]} | {c: [{name: a, x: 1}, {name: b, x: 2}]}
          another item | {c: [1, 1]} | {c: [2, 1]} | {c: [1, 1]} | {c: [1, 2]}
          another order | {c: [{name: a}, {name: b}]} | {c: [{name: b}, {name: a}]} | {c: []} | {c: []}
          items of one name | {c: [{name: a, x: 1}, {name: a, x: 1}]} | {c: [{name: a, x: 2}, {name: a, x: 1}]} | {c: [{name: a, x: 1}, {name: a, x: 1}]} | {c: [{name: a, x: 1}, {name: a, x: 2}]}
          another length | {c: [1]} | {c: [1, 2]} | {c: [1]} | {c: [1, 3]}
          a removal | {a: 1} | {} | {a: 1} | {a: null}
          another type | {a: 1} | {a: '2'} | {a: 1} | {a: 2}
          """)
  void changesThatDifferHaveDifferentFingerprints(
      String what, String before, String after, String otherBefore, String otherAfter) {
    assertThat(fingerprint(before, after))
        .as(what)
        .isNotEqualTo(fingerprint(otherBefore, otherAfter));
  }

  @Test
  void anItemIsTheSameByItsNameWhereverItIs() {
    assertThat(fingerprint("{c: [{name: a, x: 1}]}", "{c: [{name: a, x: 2}]}"))
        .isEqualTo(
            fingerprint(
                "{c: [{name: b, x: 1}, {name: a, x: 1}]}",
                "{c: [{name: b, x: 1}, {name: a, x: 2}]}"));
  }

  @Test
  void nothingButWhatIsEachClustersOwnIsAChangeToo() {
    String service = "{kind: Service, metadata: {name: web}, spec: {ports: [{nodePort: %d}]}}";
    JsonNode before = tree(service.formatted(30_001));
    String change = fingerprint(before, tree(service.formatted(30_002)));

    assertThat(fingerprint(before, tree(service.formatted(30_003)))).isNotEqualTo(change);
    assertThat(fingerprint(before, before)).isNotEqualTo(change);
  }

  @Test
  void restartsAreAlikeWhenTheyWereMade() {
    String web =
        "{kind: Deployment, metadata: {resourceVersion: %s}, spec: {template: {metadata:"
            + " {annotations: {kubectl.kubernetes.io/restartedAt: '%s'}}}}}";
    String restarted = fingerprint(web.formatted("1", "t1"), web.formatted("2", "t2"));

    assertThat(fingerprint(web.formatted("7", "t1"), web.formatted("8", "t3")))
        .isEqualTo(restarted);
  }
}
