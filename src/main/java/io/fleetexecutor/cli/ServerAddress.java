package io.fleetexecutor.cli;

import io.fleetexecutor.address.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the service listens.
 *
 * @param hasTls whether it is called over TLS
 */
record ServerAddress(String host, int port, boolean hasTls) {
  private static final String TLS = "https://";

  /** Whether nobody on the way can read what is sent. */
  boolean isPrivate() {
    return hasTls || Loopback.is(host);
  }

  /** By which logins are kept: hosts are the same in capitals. */
  String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return (hasTls ? TLS : "") + host + ":" + port;
  }

  /**
   * Reads host:port, with https:// before it where it is called over TLS; an IPv6 host is in
   * brackets.
   */
  static final class Converter implements ITypeConverter<ServerAddress> {
    @Override
    public ServerAddress convert(String text) {
      boolean hasTls = text.startsWith(TLS);
      String address = hasTls ? text.substring(TLS.length()) : text;
      try {
        URI uri = new URI("grpc://" + address);
        if (uri.getHost() != null
            && uri.getPort() > 0
            && uri.getPort() < 65536
            && address.equals(uri.getHost() + ":" + uri.getPort())) {
          return new ServerAddress(uri.getHost(), uri.getPort(), hasTls);
        }
      } catch (URISyntaxException ignored) {
        // Told below, with an example.
      }
      throw new TypeConversionException(
          "'"
              + text
              + "' is not host:port; write it as 127.0.0.1:8080, [::1]:8080 or"
              + " https://fleet.example:8443");
    }
  }
}
