package io.fleetexecutor.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What becomes of the client while an execution runs. */
final class LaunchOptions {
  @Option(
      names = "--detach",
      scope = ScopeType.INHERIT,
      description = "Start it, print its name, and leave it running.")
  private boolean detach;

  @Mixin private final ReconnectOption reconnect = new ReconnectOption();

  boolean detach() {
    return detach;
  }

  ReconnectOption reconnect() {
    return reconnect;
  }
}
