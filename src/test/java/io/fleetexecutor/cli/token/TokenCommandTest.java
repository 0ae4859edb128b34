package io.fleetexecutor.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetexecutor.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCommandTest {
  @TempDir Path directory;
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void aTokenAloneIsKeptForAMinute() throws Exception {
    TokenCommand command = counting("echo token-$n");

    assertThat(command.token()).isEqualTo("token-1");
    time.advance(Duration.ofMillis(59_999));
    assertThat(command.token()).isEqualTo("token-1");
    time.advance(Duration.ofMillis(1));
    assertThat(command.token()).isEqualTo("token-2");
  }

  @Test
  void anExecCredentialIsKeptUntilShortlyBeforeItExpires() throws Exception {
    TokenCommand command =
        counting(
            """
            echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",
                   "status": {"token": "token-'$n'",
                              "expirationTimestamp": "2026-01-01T01:10:00+01:00"}}'
            """);

    assertThat(command.token()).isEqualTo("token-1");
    time.advance(Duration.ofSeconds(569));
    assertThat(command.token()).isEqualTo("token-1");
    time.advance(Duration.ofSeconds(1));
    assertThat(command.token()).isEqualTo("token-2");
  }

  @Test
  void anExecCredentialWithoutAnExpiryIsKeptForAMinute() throws Exception {
    TokenCommand command =
        counting("echo '{\"kind\": \"ExecCredential\", \"status\": {\"token\": \"token-'$n'\"}}'");

    assertThat(command.token()).isEqualTo("token-1");
    time.advance(Duration.ofMinutes(1));
    assertThat(command.token()).isEqualTo("token-2");
  }

  @Test
  void noShellReadsTheArguments() throws Exception {
    assertThat(of("  echo   $HOME;id ").token()).isEqualTo("$HOME;id");
  }

  @Test
  void itFindsWhatPluginsForKubectlLookFor() throws Exception {
    Path script =
        script(
            "echo \"$KUBERNETES_EXEC_INFO\" | sed 's/\"spec\":.*/\"status\":{\"token\":\"x\"}}/'");

    assertThat(of("sh " + script).token()).isEqualTo("x");
  }

  @Test
  void itHasNoInput() {
    assertFailure("cat", "what the token command 'cat' printed holds no token");
  }

  @Test
  void onlyOneThatSucceedsGivesAToken() throws Exception {
    assertFailure("sh " + script("echo token; exit 7"), "the token command 'sh' exited with 7");
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    TokenCommand command = counting("[ $n -gt 1 ] && echo token-$n");

    assertThatExceptionOfType(TokenException.class).isThrownBy(command::token);
    assertThat(command.token()).isEqualTo("token-2");
  }

  @Test
  void oneThatIsNotInstalledIsNamedWithoutItsArguments() {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(of("no-such-program secret")::token)
        .withMessageStartingWith("the token command 'no-such-program' could not be started")
        .withMessageNotContaining("secret");
  }

  @Test
  void oneThatPrintsWithoutEndIsEnded() {
    assertFailure("yes", "the token command 'yes' printed more than 1048576 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"kind": "Secret"}         | printed JSON that is no ExecCredential
          {"kind"                    | printed what begins like JSON but is none
          {"kind": "ExecCredential"} | printed holds no token
          {"kind": "ExecCredential", "status": {"token": "x", "expirationTimestamp": "soon"}} | 'soon', which is no RFC 3339 time
          """)
  void whatIsNoExecCredentialIsTold(String json, String problem) throws Exception {
    Path printed = Files.writeString(directory.resolve("printed"), json);

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(of("cat " + printed)::token)
        .withMessageContaining(problem);
  }

  private void assertFailure(String line, String message) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(of(line)::token)
        .withMessage(message);
  }

  private TokenCommand of(String line) {
    return TokenCommand.of(line, time);
  }

  /** A command that knows, as n, how often it was run. */
  private TokenCommand counting(String body) throws IOException {
    Path runs = directory.resolve("runs");
    return of("sh " + script("echo >> %s; n=$(($(wc -l < %s)))%n%s".formatted(runs, runs, body)));
  }

  private Path script(String body) throws IOException {
    return Files.writeString(directory.resolve("script"), body);
  }
}
