package io.fleetexecutor.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where the service listens. */
record ServerAddress(String host, int port) {

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /** Reads host:port; an IPv6 host is in brackets. */
  static final class Converter implements ITypeConverter<ServerAddress> {
    @Override
    public ServerAddress convert(String text) {
      try {
        URI address = new URI("grpc://" + text);
        if (address.getHost() != null
            && address.getPort() > 0
            && address.getPort() < 65536
            && text.equals(address.getHost() + ":" + address.getPort())) {
          return new ServerAddress(address.getHost(), address.getPort());
        }
      } catch (URISyntaxException ignored) {
        // Told below, with an example.
      }
      throw new TypeConversionException(
          "'" + text + "' is not host:port; write it as 127.0.0.1:8080 or [::1]:8080");
    }
  }
}
