package io.fleetexecutor.cli;

import picocli.CommandLine.Option;

/** Whether clusters are shown in groups. */
final class GroupOptions {
  @Option(
      names = "--group",
      description =
          "Show which clusters answered the same and which failed alike, instead of each answer.")
  private boolean group;

  @Option(
      names = "--diff",
      description = "Show groups, and how the others differ from the largest one.")
  private boolean diff;

  /** Whether groups are shown; what is for programs stays as it is. */
  boolean grouped(OutputFormat format) {
    return (group || diff)
        && switch (format) {
          case TABLE, WIDE -> true;
          case JSON, NAME -> false;
        };
  }

  boolean diff() {
    return diff;
  }
}
