package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.UUID;

/** Starts an execution, and shows it to its end or leaves it at once. */
record Launch(FleetClient client, Display display, LaunchOptions options) {

  /** Returns the exit code; throws what the call failed with. */
  int run(ExecuteRequest.Builder source, ExecutionSpec spec) throws Exception {
    ExecuteRequest request =
        source
            .setRequestId(UUID.randomUUID().toString())
            .setDisconnectAction(
                options.detach()
                    ? DisconnectAction.DISCONNECT_ACTION_CONTINUE
                    : DisconnectAction.DISCONNECT_ACTION_CANCEL)
            .build();
    Screen screen = display.screen();
    return options.detach()
        ? new DetachedRun(client, screen).run(request)
        : new ExecutionRun(
                "",
                options.reconnect().reconnection(client, screen, display.clock()),
                new CancellingDeparture(client, screen),
                display.of(spec))
            .run(() -> client.execute(request));
  }
}
