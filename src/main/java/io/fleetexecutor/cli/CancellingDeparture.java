package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;

/** The execution ends with its client. The call that started it does that, unless it broke. */
record CancellingDeparture(FleetClient client, Screen screen) implements Departure {
  private static final int SECONDS_TO_CANCEL = 10;

  @Override
  public void leave(Tally soFar, boolean reconnected) {
    if (reconnected) {
      try {
        cancel(soFar.execution());
      } catch (StatusRuntimeException failure) {
        screen.notice(
            Printable.of("not cancelled: " + failure.getMessage() + ": " + soFar.soFar()));
        screen.notice(Printable.of("Cancel it with: fleet cancel " + soFar.execution()));
        return;
      }
    }
    screen.notice("cancelled" + (soFar.started() ? ": " + soFar.soFar() : ""));
  }

  private void cancel(String execution) {
    client
        .service()
        .withDeadlineAfter(SECONDS_TO_CANCEL, TimeUnit.SECONDS)
        .cancelExecution(
            CancelExecutionRequest.newBuilder()
                .setName(execution)
                .setReason("the command line was interrupted")
                .build());
  }
}
