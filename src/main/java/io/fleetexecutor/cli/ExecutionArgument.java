package io.fleetexecutor.cli;

import picocli.CommandLine.Parameters;

/** The one execution that a command is about. */
final class ExecutionArgument {
  @Parameters(
      paramLabel = "EXECUTION",
      converter = ExecutionName.class,
      description = "The execution: executions/ID, or the ID alone.")
  private String name = "";

  String name() {
    return name;
  }
}
