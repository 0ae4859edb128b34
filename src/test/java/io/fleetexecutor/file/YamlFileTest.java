package io.fleetexecutor.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

  @TempDir Path folder;

  @Test
  void aKeyThatContainsItselfIsToldOf() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x: &x [{n: *x}://]\nn: C}]");

    assertThatThrownBy(() -> YamlFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("has an alias that contains itself, or all of them too much");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: !<%20b> x", "a: !<%0Fb> [x]", "!b%20 {}"})
  void aTagThatIsNoneIsNoYaml(String text) {
    assertThatThrownBy(() -> YamlFile.parseForeign(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("is no valid YAML");
  }
}
