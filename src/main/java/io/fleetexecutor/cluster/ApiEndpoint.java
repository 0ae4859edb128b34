package io.fleetexecutor.cluster;

import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one API server and who to be there. Nothing in it has been opened or loaded yet.
 *
 * @param server http or https, with a host, maybe with a path that prefixes every request
 * @param proxy http or socks5; null: none
 * @param compression ask for compressed answers where it helps
 */
public record ApiEndpoint(
    URI server,
    TlsSettings tls,
    @Nullable URI proxy,
    boolean compression,
    Credentials credentials) {

  /** An API server that asks for nothing, for example a simulated one. */
  public static ApiEndpoint anonymous(URI server) {
    return new ApiEndpoint(server, TlsSettings.SYSTEM, null, false, Credentials.ANONYMOUS);
  }

  /** Whether every certificate file is still the one that it was when this was read; blocks. */
  public boolean isCurrent() {
    ClientCertificate client = credentials.certificate();
    Stream<PemSource> own =
        client == null ? Stream.of() : Stream.of(client.certificate(), client.key());
    return Stream.concat(Stream.ofNullable(tls.authority()), own)
        .allMatch(source -> !(source instanceof PemSource.PemFile file) || file.isCurrent());
  }

  boolean isTls() {
    return "https".equals(server.getScheme());
  }

  /** Without the brackets of an IPv6 address. */
  String host() {
    String host = server.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return server.getPort() >= 0 ? server.getPort() : isTls() ? 443 : 80;
  }

  String hostHeader() {
    return server.getPort() >= 0 ? server.getHost() + ":" + server.getPort() : server.getHost();
  }

  /** The name that the server's certificate must have. */
  String tlsHost() {
    String name = tls.serverName();
    return name == null ? host() : name;
  }

  String pathPrefix() {
    String path = server.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
