package io.fleetexecutor.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which service a command is about. */
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "[https://]HOST:PORT",
      defaultValue = "${env:FLEET_SERVER:-127.0.0.1:8080}",
      converter = ServerAddress.Converter.class,
      description = {
        "Where the service is, with https:// where it has TLS",
        "(default: FLEET_SERVER, or else 127.0.0.1:8080)."
      })
  private ServerAddress address = new ServerAddress("127.0.0.1", 8080, false);

  ServerAddress address() {
    return address;
  }

  /** Fails where a token that is sent there could be read on the way, or go to an impostor. */
  void requirePrivate(CommandSpec command) {
    if (!address.isPrivate()) {
      throw new ParameterException(
          command.commandLine(),
          "no token is sent to %s in plain text, where others could take it; a service with TLS is https://%s"
              .formatted(address, address));
    }
  }
}
