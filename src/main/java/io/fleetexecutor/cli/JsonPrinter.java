package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.ExecutionEvent;

/** Every event as one line of JSON, as a message of Execute, whichever call it came from. */
record JsonPrinter(Screen screen) implements ExecutionListener {

  @Override
  public void received(ExecutionEvent event) {
    screen.output(JsonLines.of(ExecuteResponse.newBuilder().setEvent(event)));
  }
}
