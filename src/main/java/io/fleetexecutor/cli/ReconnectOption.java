package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How long a service that went away is waited for. */
final class ReconnectOption {
  @Option(
      names = "--reconnect-timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      scope = ScopeType.INHERIT,
      converter = DurationConverter.class,
      description =
          "How long to try to go on where the connection broke; 0s: not at all (default: 60s).")
  private Duration timeout = Duration.getDefaultInstance();

  Reconnection reconnection(FleetClient client, Screen screen, InstantSource clock) {
    return new Reconnection(
        client,
        screen,
        clock,
        java.time.Duration.ofSeconds(timeout.getSeconds(), timeout.getNanos()));
  }
}
