package io.fleetexecutor.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where tokens, and the keys to check them, may be asked for: over TLS, or on this machine. */
public final class IssuerUrl {
  private IssuerUrl() {}

  /** What is wrong with it; empty: nothing. */
  public static Optional<String> problem(String url) {
    try {
      return problem(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.of("'%s' is no URL; write it as https://issuer.example".formatted(url));
    }
  }

  public static Optional<String> problem(URI url) {
    String host = url.getHost();
    if (host != null && "https".equalsIgnoreCase(url.getScheme())) {
      return Optional.empty();
    }
    if (host != null && "http".equalsIgnoreCase(url.getScheme()) && Loopback.is(host)) {
      return Optional.empty();
    }
    return Optional.of(
        "'%s' is not https://, without which others could take the tokens".formatted(url));
  }
}
