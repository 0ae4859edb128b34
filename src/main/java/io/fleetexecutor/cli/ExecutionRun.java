package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Reads an execution's events at the pace at which they are shown, until its end, an error or a
 * signal.
 */
final class ExecutionRun {
  private final Screen screen;
  private final Reconnection reconnection;
  private final Departure departure;
  private final Tally tally;
  private final List<ExecutionListener> listeners;

  /**
   * @param execution its name, or nothing where its first event tells that
   */
  ExecutionRun(
      String execution,
      Reconnection reconnection,
      Departure departure,
      List<ExecutionListener> listeners) {
    this.screen = reconnection.screen();
    this.reconnection = reconnection;
    this.departure = departure;
    this.tally = new Tally(execution);
    this.listeners = new ArrayList<>(listeners);
    this.listeners.add(tally);
  }

  /** Returns the exit code; throws what the call failed with. */
  int run(Callable<Iterator<ExecutionEvent>> call) throws Exception {
    try (CancellableContext context = Context.current().withCancellation();
        Interruption interruption = Interruption.of(context)) {
      UnbrokenEvents events =
          context.call(() -> new UnbrokenEvents(call.call(), tally.execution(), reconnection));
      try {
        context.run(() -> read(events));
      } catch (StatusRuntimeException failure) {
        Integer interrupted = interruption.exitCode();
        if (interrupted != null) {
          departure.leave(tally, events.reconnected());
          return interrupted;
        }
        if (tally.started()) {
          screen.notice("the call failed: " + tally.soFar());
          screen.notice(
              Printable.of("See what became of it with: fleet show " + tally.execution()));
        }
        throw failure;
      }
      return sumUp();
    }
  }

  private void read(Iterator<ExecutionEvent> events) {
    try (ExecutionListeners all = new ExecutionListeners(listeners)) {
      events.forEachRemaining(all::received);
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
