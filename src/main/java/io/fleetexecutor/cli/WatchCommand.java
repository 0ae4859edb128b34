package io.fleetexecutor.cli;

import io.fleetexecutor.v1.WatchExecutionRequest;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows an execution as execute does, from any event on; leaving changes nothing for it. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Shows an execution, running or ended, as execute does.")
final class WatchCommand implements Callable<Integer> {
  private final Screen screen;
  private final InstantSource clock;

  @Mixin private final ExecutionArgument execution = new ExecutionArgument();

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "Begin with the event of this sequence (default: the first).")
  private long startSequence;

  @Mixin private final DisplayOptions display = new DisplayOptions();
  @Mixin private final ReconnectOption reconnect = new ReconnectOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  WatchCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    WatchExecutionRequest request =
        WatchExecutionRequest.newBuilder()
            .setName(execution.name())
            .setStartSequence(startSequence)
            .build();
    Display shown = new Display(screen, clock, display);
    try (FleetClient client = server.connect()) {
      return new ExecutionRun(
              execution.name(),
              reconnect.reconnection(client, screen, clock),
              this::leave,
              shown.of(client.execution(execution.name()).getSpec()))
          .run(() -> client.watch(request));
    }
  }

  private void leave(Tally soFar, boolean reconnected) {
    screen.notice("stopped watching" + (soFar.started() ? ": " + soFar.soFar() : ""));
    screen.notice(
        Printable.of("%s goes on; cancel it with: fleet cancel %1$s".formatted(execution.name())));
  }
}
