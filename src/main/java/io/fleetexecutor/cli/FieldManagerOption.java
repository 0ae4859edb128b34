package io.fleetexecutor.cli;

import picocli.CommandLine.Option;

/** Who owns the fields that a command sets. */
final class FieldManagerOption {
  @Option(
      names = "--field-manager",
      paramLabel = "NAME",
      description = "Who owns the fields that are set (default: fleet-executor).")
  private String name = "";

  String name() {
    return name;
  }
}
