package io.fleetexecutor.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.Confidential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs after all other tests, and searches what the service, its command line and the tests
 * themselves have told for keys, tokens and values of Secrets.
 */
class NothingConfidentialIT {
  private static final String TOKEN = "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]";
  private static final String KEY = "-----BEGIN [A-Z ]*PRIVATE KEY-----";
  private static final List<Path> REPORTS =
      List.of(Path.of("target/surefire-reports"), Path.of("target/failsafe-reports"));

  @TempDir Path directory;

  /** Which bytes of which file, as grep tells it. */
  private List<String> find(Stream<String> values, List<Path> places) throws Exception {
    Path patterns =
        Files.write(
            directory.resolve("patterns"),
            values.map(Confidential::forms).flatMap(List::stream).toList());
    List<String> found = grep(List.of("-F", "-f", patterns.toString()), places);
    return Stream.concat(
            found.stream(), grep(List.of("-E", "-e", TOKEN, "-e", KEY), places).stream())
        .toList();
  }

  private static List<String> grep(List<String> what, List<Path> places)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(List.of("grep", "-r", "-a", "-o", "-b"), what, List.of("--"))
            .flatMap(List::stream)
            .collect(java.util.stream.Collectors.toList());
    places.forEach(place -> command.add(place.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Bytes are bytes.
    builder.environment().put("LC_ALL", "C");
    Process grep = builder.start();
    String found = new String(grep.getInputStream().readAllBytes(), UTF_8);
    assertThat(grep.waitFor()).as(found).isLessThan(2);
    return found.lines().toList();
  }

  @Test
  void whatTheServiceHasToldInAllTestsHasNothingConfidentialInIt() throws Exception {
    Path transcript = Transcript.directory();
    for (String kind : List.of("service", "debug", "audit", "answers", "fleet")) {
      assertThat(told(transcript, kind)).as(kind).isPositive();
    }
    List<Path> places = Stream.concat(Stream.of(transcript), REPORTS.stream()).toList();
    try (Stream<String> values = Files.lines(Confidential.VALUES)) {
      assertThat(find(values.distinct(), places.stream().filter(Files::exists).toList())).isEmpty();
    }
  }

  private static long told(Path transcript, String kind) throws IOException {
    try (Stream<Path> files = Files.list(transcript)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(kind))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "a%s", "{\"k\": \"%s\"}", "\0%s\0\n"})
  void theSearchFindsAValueAsItIsAndInBase64(String text) throws Exception {
    byte[] told = text.formatted("super-secret-value").getBytes(UTF_8);
    for (byte[] form : List.of(told, Base64.getEncoder().encode(told))) {
      Path place = Files.createTempDirectory(directory, "place");
      Files.write(place.resolve("told"), form);

      assertThat(find(Stream.of("another-value", "super-secret-value"), List.of(place))).hasSize(1);
      assertThat(find(Stream.of("another-value"), List.of(place))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl",
        "-----BEGIN EC PRIVATE KEY-----"
      })
  void theSearchFindsTokensAndKeysThatNobodyHasKept(String text) throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    Files.writeString(place.resolve("told"), text);

    assertThat(find(Stream.empty(), List.of(place))).hasSize(1);
  }
}
