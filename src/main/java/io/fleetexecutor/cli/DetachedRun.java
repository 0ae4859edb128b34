package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;

/** Starts an execution, and leaves it as soon as the service has accepted it. */
record DetachedRun(FleetClient client, Screen screen) {

  /** Returns the exit code; throws what the call failed with. */
  int run(ExecuteRequest request) throws Exception {
    try (CancellableContext context = Context.current().withCancellation();
        Interruption interruption = Interruption.of(context)) {
      try {
        String execution = context.call(() -> accepted(client.execute(request)));
        screen.output(Printable.of(execution));
        screen.notice(Printable.of("Watch it with: fleet watch " + execution));
        return ExitCode.OK;
      } catch (StatusRuntimeException failure) {
        Integer interrupted = interruption.exitCode();
        if (interrupted == null) {
          throw failure;
        }
        screen.notice("interrupted before the service answered; see whether it runs: fleet list");
        return interrupted;
      }
    }
  }

  private static String accepted(Iterator<ExecutionEvent> events) {
    if (!events.hasNext()) {
      throw Status.DATA_LOSS
          .withDescription("the stream ended without an event")
          .asRuntimeException();
    }
    return events.next().getExecutionAccepted().getExecution().getName();
  }
}
