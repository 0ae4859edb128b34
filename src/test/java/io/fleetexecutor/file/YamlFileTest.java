package io.fleetexecutor.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

  @ParameterizedTest
  @ValueSource(strings = {"a: !<%20b> x", "a: !<%0Fb> [x]", "!b%20 {}"})
  void aTagThatIsNoneIsNoYaml(String text) {
    assertThatThrownBy(() -> YamlFile.parseForeign(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("is no valid YAML");
  }
}
