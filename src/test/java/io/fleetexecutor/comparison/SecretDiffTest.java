package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A value of a Secret is in no diff, whatever is compared. */
class SecretDiffTest {
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static JsonNode secret(String password) {
    JsonNode secret =
        object(
            "Secret",
            "s",
            """
            type: Opaque
            data: {password: "SECRET-%s", same: SECRET-same}
            stringData: {note: "SECRET-%s"}
            """
                .formatted(password, password));
    secret
        .withObject("/metadata/annotations")
        .put(APPLIED, "{\"data\":\"SECRET-" + password + "\"}");
    return secret;
  }

  @Test
  void aValueThatDiffersIsSaidToDiffer() {
    assertThat(ObjectDiff.between(secret("one"), secret("two"), "s"))
        .doesNotContain("SECRET")
        .contains("-  password: '*** (before)'\n", "+  password: '*** (after)'\n")
        .contains("   same: '***'\n")
        .contains("-  note: '*** (before)'\n", "+  note: '*** (after)'\n")
        .contains("-    " + APPLIED + ": '*** (before)'\n");
  }

  @Test
  void valuesOfANewOrDeletedSecretAreHidden() {
    assertThat(ObjectDiff.between(null, secret("one"), "s"))
        .doesNotContain("SECRET")
        .contains("+  password: '***'\n");
    assertThat(ObjectDiff.between(secret("one"), null, "s")).doesNotContain("SECRET");
  }

  @Test
  void valuesAreHiddenWhereOnlyOneSideHasThem() {
    JsonNode other = object("Secret", "s", "{data: {more: SECRET-x}}");
    assertThat(ObjectDiff.between(secret("one"), other, "s"))
        .doesNotContain("SECRET")
        .contains("+  more: '***'\n", "-  password: '***'\n");
  }

  @Test
  void valuesAreHiddenWhateverTheirShapeIs() {
    for (String data : List.of("SECRET-x", "[SECRET-x]", "{a: {b: SECRET-x}}", "{a: [SECRET-x]}")) {
      JsonNode odd = object("Secret", "s", "{data: %s}".formatted(data));
      assertThat(ObjectDiff.between(secret("one"), odd, "s")).doesNotContain("SECRET");
      assertThat(ObjectDiff.between(odd, null, "s")).doesNotContain("SECRET").contains("***");
      assertThat(ObjectDiff.between(odd, object("ConfigMap", "s", "{data: {k: SECRET-y}}"), "s"))
          .doesNotContain("SECRET");
    }
  }

  @Test
  void valuesAreHiddenInTheDiffOfAnswers() {
    assertThat(ObjectDiff.ofAnswers(List.of(secret("one")), List.of(secret("two")), "c1", "c2"))
        .doesNotContain("SECRET")
        .contains("-  password: '*** (c1)'\n", "+  password: '*** (c2)'\n");
    assertThat(ObjectDiff.ofAnswers(List.of(), List.of(secret("two")), "c1", "c2"))
        .doesNotContain("SECRET")
        .contains("+  password: '***'\n");
  }
}
