package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  private static final int COLUMNS = 80;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "execute",
        "execute list",
        "execute get",
        "execute health",
        "execute apply",
        "execute patch",
        "execute delete",
        "execute scale",
        "execute restart",
        "execute await",
        "execute raw",
        "plan",
        "watch",
        "list",
        "show",
        "pause",
        "resume",
        "cancel",
        "retry",
        "clusters",
        "status",
        "login",
        "logout"
      })
  void everyHelpFitsIntoEightyColumns(String command) {
    CommandLineRun run = help(command);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).noneMatch(line -> line.length() > COLUMNS);
    assertThat(run.out()).startsWith(("Usage: fleet " + command).strip() + " ");
    // Where a line would begin with what belongs to the one before.
    assertThat(run.out().lines()).noneMatch(line -> line.strip().startsWith("8080"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"execute get", "watch", "retry", "show"})
  void whatShowsAnExecutionTakesTheSameOptions(String command) {
    assertThat(help(command).out())
        .containsSubsequence(
            "-o, --output=FORMAT",
            "--group ",
            "Show which clusters answered the same",
            "--diff ",
            "Show groups, and how the others differ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"execute get", "watch", "retry"})
  void whatShowsAnExecutionThatRunsMayBeToldToShowNoProgress(String command) {
    assertThat(help(command).out()).contains("--no-progress");
  }

  @Test
  void aPlanHasNoGroupsAndNoProgress() {
    assertThat(help("plan get").out())
        .contains("--output=FORMAT")
        .doesNotContain("--group", "--diff", "--no-progress");
  }

  private static CommandLineRun help(String command) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()), Stream.of("--help"))
            .toArray(String[]::new));
  }
}
