package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteResponse;

/** Every message as one line of JSON. */
record JsonPrinter(Screen screen) implements ExecutionListener {

  @Override
  public void received(ExecuteResponse message) {
    screen.output(JsonLines.of(message));
  }
}
