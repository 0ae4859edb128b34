package io.fleetexecutor.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedLoginsTest {
  private static final String SERVER = "https://fleet.example:8443";
  private static final SavedLogin FIRST =
      new SavedLogin(
          new OidcClient("https://issuer.example", "fleet", Path.of("/etc/fleet/secret")),
          true,
          "first",
          Instant.parse("2026-01-01T00:00:00.123Z"),
          "refresh");
  private static final SavedLogin SECOND =
      new SavedLogin(
          new OidcClient("https://issuer.example", "fleet", null), false, "second", null, null);

  @TempDir Path directory;
  private Path state;
  private SavedLogins logins;

  @BeforeEach
  void make() {
    state = directory.resolve("state/fleet-executor");
    logins = SavedLogins.in(state);
  }

  @Test
  void eachServerHasItsLogin() throws Exception {
    assertThat(logins.has(SERVER)).isFalse();

    logins.write(SERVER, FIRST);
    logins.write("[::1]:8080", SECOND);

    SavedLogins others = SavedLogins.in(state);
    assertThat(others.has(SERVER)).isTrue();
    assertThat(others.read(SERVER)).isEqualTo(FIRST);
    assertThat(others.read("[::1]:8080")).isEqualTo(SECOND);
  }

  @Test
  void nobodyElseMayReadThem() throws Exception {
    logins.write(SERVER, FIRST);

    assertThat(permissions(state.resolve("logins"))).isEqualTo("rwx------");
    assertThat(permissions(file())).isEqualTo("rw-------");
  }

  @Test
  void aLoginIsReplacedAsAWhole() throws Exception {
    logins.write(SERVER, FIRST);
    Path before = Files.createLink(directory.resolve("before"), file());
    String content = Files.readString(before);

    logins.write(SERVER, SECOND);

    assertThat(before).hasContent(content);
    assertThat(logins.read(SERVER)).isEqualTo(SECOND);
    assertThat(permissions(file())).isEqualTo("rw-------");
    assertThat(names()).noneMatch(name -> name.endsWith(".new"));
  }

  @Test
  void aChangeThatFailsChangesNothing() throws Exception {
    logins.write(SERVER, FIRST);

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(
            () ->
                logins.change(
                    SERVER,
                    login -> {
                      throw new TokenException("no");
                    }))
        .withMessage("no");
    assertThat(logins.read(SERVER)).isEqualTo(FIRST);
  }

  @Test
  void aLoginThatIsForgottenIsGone() throws Exception {
    logins.write(SERVER, FIRST);

    assertThat(logins.forget(SERVER)).isTrue();
    assertThat(logins.has(SERVER)).isFalse();
    assertThat(logins.forget(SERVER)).isFalse();
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> logins.read(SERVER))
        .withMessage("there is no login for " + SERVER + " any more; run: fleet login");
  }

  @Test
  void whereThereIsNoneNothingIsMadeToForgetIt() throws Exception {
    assertThat(logins.forget(SERVER)).isFalse();
    assertThat(state).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"token\": \"secret",
        "secret",
        "{\"client\": {\"issuer\": \"https://issuer.example\", \"id\": \"fleet\"}}"
      })
  void whatIsDamagedIsNamedAndMayBeReplacedOrForgotten(String content) throws Exception {
    logins.write(SERVER, FIRST);
    Files.writeString(file(), content);

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> logins.read(SERVER))
        .withMessage(
            "the saved login '%s' is damaged; replace it with: fleet login".formatted(file()))
        .withNoCause();
    logins.write(SERVER, SECOND);
    assertThat(logins.read(SERVER)).isEqualTo(SECOND);
    Files.writeString(file(), content);
    assertThat(logins.forget(SERVER)).isTrue();
  }

  @Test
  void whereNothingCanBeSavedThatIsTold() throws Exception {
    Files.createDirectories(state);
    Files.createFile(state.resolve("logins"));

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> logins.write(SERVER, FIRST))
        .withMessageStartingWith(
            "the login cannot be saved in '%s'".formatted(state.resolve("logins")));
  }

  private Path file() {
    return state.resolve("logins/https%3A%2F%2Ffleet.example%3A8443.json");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("logins"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
