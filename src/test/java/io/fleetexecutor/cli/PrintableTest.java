package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(Printable.of("Grüße 東京 🚀 a\\b")).isEqualTo("Grüße 東京 🚀 a\\b");
  }

  @Test
  void controlCharactersBecomeVisible() {
    assertThat(Printable.of("a\n\r\tb\u001b]0;title\u0007\u007f"))
        .isEqualTo("a\\n\\r\\tb\\u001b]0;title\\u0007\\u007f");
  }

  @Test
  void eightBitControlsAndTextDirectionBecomeVisible() {
    assertThat(Printable.of("\u009b31m \u202eabc \u2028"))
        .isEqualTo("\\u009b31m \\u202eabc \\u2028");
  }
}
