package io.fleetexecutor;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;

/** Runs the service until it is told to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the service in the foreground; SIGTERM drains it.",
      "Its settings are environment variables, see docs/operations.md."
    })
final class ServeCommand implements Runnable {

  @Override
  public void run() {
    Quarkus.run();
  }
}
