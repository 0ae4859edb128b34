package io.fleetexecutor.cli;

import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Parameters;

/** The executions that a command is about, one at least. */
final class ExecutionsArgument {
  @Parameters(
      arity = "1..*",
      paramLabel = "EXECUTION",
      converter = ExecutionName.class,
      description = "The executions: executions/ID, or the ID alone.")
  private List<String> names = List.of();

  /** Does something to each, in order, and returns the worst exit code. */
  int each(ToIntFunction<String> action) {
    return names.stream().mapToInt(action).max().orElse(ExitCode.OK);
  }
}
