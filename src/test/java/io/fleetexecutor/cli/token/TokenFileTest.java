package io.fleetexecutor.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path directory;

  @Test
  void aTokenThatIsRotatedIsReadAgain() throws Exception {
    TokenFile file = new TokenFile(Files.writeString(directory.resolve("token"), "first\n"));

    assertThat(file.token()).isEqualTo("first");
    Files.writeString(file.path(), "second");
    assertThat(file.token()).isEqualTo("second");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertFailure(directory.resolve("none"), "cannot be read: there is no such file");
  }

  @Test
  void aFileWithoutATokenIsNamed() throws Exception {
    assertFailure(Files.writeString(directory.resolve("token"), " \n"), "holds no token");
  }

  @Test
  void whatIsNoTokenIsNotRepeated() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "secret\r\nX-Other: header");

    assertFailure(file, "holds something else than one token");
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(new TokenFile(file)::token)
        .withMessageNotContaining("secret");
  }

  private static void assertFailure(Path file, String problem) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(new TokenFile(file)::token)
        .withMessageStartingWith("the token file '" + file + "' " + problem);
  }
}
