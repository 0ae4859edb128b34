package io.fleetexecutor.cli;

import picocli.CommandLine.Option;

/** Which service a command calls. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:FLEET_SERVER:-127.0.0.1:8080}",
      converter = ServerAddress.Converter.class,
      description = "Where the service is (default: FLEET_SERVER, or else 127.0.0.1:8080).")
  private ServerAddress address = new ServerAddress("127.0.0.1", 8080);

  FleetClient connect() {
    return FleetClient.to(address);
  }
}
