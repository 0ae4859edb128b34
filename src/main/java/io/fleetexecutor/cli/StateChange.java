package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Execution;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;
import picocli.CommandLine;

/** A call that answers with the execution that it changed, whose state is then told. */
record StateChange(Screen screen, CommandLine command) {

  /** Returns the exit code; a call that fails is told, and does not keep others from theirs. */
  int tell(Supplier<Execution> call) {
    try {
      Execution execution = call.get();
      screen.output(Printable.of(execution.getName() + "  " + StateNames.of(execution.getState())));
      return ExitCode.OK;
    } catch (StatusRuntimeException failure) {
      return new CallErrors(screen).tell(failure, command);
    }
  }
}
