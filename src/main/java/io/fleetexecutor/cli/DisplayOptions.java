package io.fleetexecutor.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an execution is shown. */
final class DisplayOptions {
  @Mixin private final FormatOption format = new FormatOption();

  @Option(names = "--no-progress", description = "Show no progress, only results and the summary.")
  private boolean noProgress;

  @Option(
      names = "--group",
      description =
          "Show, once it is over, which clusters answered the same and which failed alike, instead of"
              + " each answer.")
  private boolean group;

  @Option(names = "--diff", description = "The same, with what differs between the answers.")
  private boolean diff;

  OutputFormat format() {
    return format.format();
  }

  /** Whether groups are shown; what is for programs stays as it is. */
  boolean grouped() {
    return (group || diff)
        && switch (format()) {
          case TABLE, WIDE -> true;
          case JSON, NAME -> false;
        };
  }

  boolean diff() {
    return diff;
  }

  boolean progress() {
    return !noProgress;
  }
}
