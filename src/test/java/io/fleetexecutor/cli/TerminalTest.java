package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  @Test
  void aTerminalIsInteractiveAndColoured() {
    assertThat(detect(XTERM, "true", "132")).isEqualTo(new Terminal(true, true, 132, false));
  }

  @Test
  void whatTheScriptDidNotFindIsNoTerminal() {
    assertThat(detect(XTERM, "false", "")).isEqualTo(Terminal.NONE);
    assertThat(Terminal.detect(XTERM, new Properties())).isEqualTo(Terminal.NONE);
  }

  @Test
  void aDumbTerminalIsNotRedrawn() {
    assertThat(detect(Map.of("TERM", "dumb"), "true", "80").interactive()).isFalse();
    assertThat(detect(Map.of(), "true", "80").interactive()).isFalse();
  }

  @Test
  void noColorIsRespected() {
    Terminal terminal = detect(Map.of("TERM", "xterm", "NO_COLOR", "1"), "true", "80");
    assertThat(terminal.interactive()).isTrue();
    assertThat(terminal.colors()).isFalse();
  }

  @Test
  void anUnknownWidthIsTheUsualOne() {
    assertThat(detect(XTERM, "true", "0").columns()).isEqualTo(80);
    assertThat(detect(XTERM, "true", "wide").columns()).isEqualTo(80);
  }

  private static Terminal detect(Map<String, String> environment, String stderr, String columns) {
    Properties properties = new Properties();
    properties.setProperty("terminal.stderr", stderr);
    properties.setProperty("terminal.columns", columns);
    return Terminal.detect(environment, properties);
  }
}
