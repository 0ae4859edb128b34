package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Reads an execution's stream at the pace at which it is shown, until its end, an error or a
 * signal.
 */
final class ExecutionRun {
  private final Screen screen;
  private final Tally tally = new Tally();
  private final List<ExecutionListener> listeners;

  ExecutionRun(Screen screen, List<ExecutionListener> listeners) {
    this.screen = screen;
    this.listeners = new ArrayList<>(listeners);
    this.listeners.add(tally);
  }

  /** Returns the exit code; throws what the call failed with. */
  int run(Callable<Iterator<ExecuteResponse>> call) throws Exception {
    try (CancellableContext context = Context.current().withCancellation();
        Interruption interruption = Interruption.of(context)) {
      try {
        context.call(() -> read(call.call()));
      } catch (StatusRuntimeException failure) {
        Integer interrupted = interruption.exitCode();
        if (interrupted != null) {
          screen.notice("cancelled" + (tally.started() ? ": " + tally.soFar() : ""));
          return interrupted;
        }
        if (tally.started()) {
          screen.notice("the call failed: " + tally.soFar());
        }
        throw failure;
      }
      return sumUp();
    }
  }

  private boolean read(Iterator<ExecuteResponse> messages) {
    try (ExecutionListeners all = new ExecutionListeners(listeners)) {
      while (messages.hasNext()) {
        all.received(messages.next());
      }
      return true;
    }
  }

  private int sumUp() {
    Execution ended = tally.ended();
    if (ended == null) {
      throw Status.DATA_LOSS
          .withDescription("the stream ended without a summary: " + tally.soFar())
          .asRuntimeException();
    }
    SummaryLines.of(ended).forEach(screen::notice);
    return ended.getState() == Execution.State.STATE_SUCCEEDED
        ? ExitCode.OK
        : ExitCode.CLUSTERS_FAILED;
  }
}
