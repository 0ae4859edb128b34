package io.fleetexecutor;

import io.fleetexecutor.cli.FleetCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** The same jar is the service and its command line: arguments make it the latter. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... args) {
    if (args.length == 0) {
      Quarkus.run();
    } else {
      System.exit(
          FleetCommand.run(
              StateDirectory.ofUser(), List.of(new ServeCommand(), new DemoCommand()), args));
    }
  }
}
