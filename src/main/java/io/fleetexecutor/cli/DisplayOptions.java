package io.fleetexecutor.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an execution is shown. */
final class DisplayOptions {
  @Mixin private final FormatOption format = new FormatOption();
  @Mixin private final GroupOptions groups = new GroupOptions();

  @Option(
      names = "--no-progress",
      description = "Show no progress, only results, notices and the summary.")
  private boolean noProgress;

  OutputFormat format() {
    return format.format();
  }

  boolean grouped() {
    return groups.grouped(format());
  }

  boolean diff() {
    return groups.diff();
  }

  boolean progress() {
    return !noProgress;
  }
}
