package io.fleetexecutor.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the arguments in a line, not with the whole usage. */
record UsageErrors(Screen screen) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    // Some of picocli's own messages begin so.
    String message = String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "");
    screen.notice("error: " + Printable.of(message));
    UnmatchedArgumentException.printSuggestions(failure, screen.err());
    screen.notice("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }
}
