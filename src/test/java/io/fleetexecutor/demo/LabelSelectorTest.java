package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

  private static final Map<String, String> LABELS =
      Map.of("app", "web", "example.com/tier", "front", "weight", "10", "empty", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app",
        "!missing",
        "! missing",
        "app=web",
        "app == web",
        "app!=api",
        "missing!=web",
        "example.com/tier=front",
        "empty=",
        "app in (api,web)",
        "app in(web)",
        "app notin (api, db)",
        "missing notin (web)",
        "weight>9,weight < 11",
        "app in (web,api),weight,!missing"
      })
  void matches(String selector) {
    assertThat(LabelSelector.parse(selector).test(LABELS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing",
        "!app",
        "app=api",
        "missing=web",
        "app!=web",
        "app in (api)",
        "missing in (web)",
        "app notin (web)",
        "weight>10",
        "app>1",
        "app=web,missing"
      })
  void doesNotMatch(String selector) {
    assertThat(LabelSelector.parse(selector).test(LABELS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=b=c", ",", "app,", "app in web", "app in (web", "=web", "-app", "a/b/c", "w>x"})
  void cannotBeParsed(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("unable to parse requirement: ");
  }
}
