package io.fleetexecutor.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a selector selects, case by case as kubectl does. */
class LabelSelectorTest {

  private static final Map<String, String> LABELS =
      Map.of(
          "app", "web",
          "example.com/tier", "front",
          "weight", "10",
          "empty", "",
          "in", "notin",
          "signed", "-5",
          "arabic", "١٠");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app                          | true",
        "missing                      | false",
        "empty                        | true",
        "!missing                     | true",
        "! missing                    | true",
        "!app                         | false",
        "app=web                      | true",
        "app = web                    | true",
        "app == web                   | true",
        "app=api                      | false",
        "missing=web                  | false",
        "example.com/tier=front       | true",
        "empty=                       | true",
        "empty==                      | true",
        "empty=,app                   | true",
        "app=                         | false",
        "missing=                     | false",
        "app!=api                     | true",
        "app != web                   | false",
        "missing!=web                 | true",
        "empty!=                      | false",
        "app!=                        | true",
        "missing!=                    | true",
        "app in (api,web)             | true",
        "app in(web)                  | true",
        "app in ( web , api )         | true",
        "app in (api)                 | false",
        "missing in (web)             | false",
        "empty in ()                  | true",
        "empty in (,)                 | true",
        "empty in (a,)                | true",
        "empty in (,a)                | true",
        "empty in (a,,b)              | true",
        "app in ()                    | false",
        "missing in ()                | false",
        "app notin (api, db)          | true",
        "app notin (web)              | false",
        "missing notin (web)          | true",
        "missing notin ()             | true",
        "empty notin ()               | false",
        "weight>9                     | true",
        "weight > 10                  | false",
        "weight<11                    | true",
        "weight < 10                  | false",
        "weight>009                   | true",
        "signed<0                     | true",
        "app>1                        | false",
        "app<1                        | false",
        "arabic>1                     | false",
        "missing>1                    | false",
        "missing<1                    | false",
        "weight<9223372036854775807   | true",
        "in                           | true",
        "in in (notin)                | true",
        "in=notin                     | true",
        "in notin (in)                | true",
        "notin notin (notin)          | true",
        "app=web,weight               | true",
        "app=web,missing              | false",
        "app,app!=api , weight>9      | true",
        "app in (web,api),weight,!nil | true",
        "app=web,app=api              | false"
      })
  void selectsAsKubectlDoes(String selector, boolean matches) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n"})
  void aBlankTextSelectsEverything(String text) {
    LabelSelector selector = LabelSelector.parse(text);
    assertThat(selector.isEmpty()).isTrue();
    assertThat(selector.matches(Map.of())).isTrue();
    assertThat(LabelSelector.parse("a").isEmpty()).isFalse();
  }

  @Test
  void blanksSeparateOnlyWords() {
    assertThat(LabelSelector.parse("\tapp\nin\r(\n\tweb\n,api) ,\n!missing ").matches(LABELS))
        .isTrue();
  }

  @Test
  void keysAndValuesMayBeAsLongAsKubernetesAllows() {
    String name = "n".repeat(63);
    String key = "p".repeat(253) + "/" + name;
    assertThatCode(() -> LabelSelector.parse(key + "=" + name)).doesNotThrowAnyException();
    assertThat(LabelSelector.parse("a-b.c_d/x".replace("_", "") + "=1.0_a-B").isEmpty()).isFalse();
  }
}
