package io.fleetexecutor;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Who can reach the service without TLS: nobody but this machine, unless that is allowed by a
 * setting.
 */
final class Exposure {
  private static final String HOST = "quarkus.http.host";
  private static final String INSECURE_REQUESTS = "quarkus.http.insecure-requests";

  private Exposure() {}

  /**
   * To be called before anything is served.
   *
   * @throws ConfigurationException where others could speak plain text; it says how to go on
   */
  static void check(boolean allowPlainText, Config config) {
    String host = config.getOptionalValue(HOST, String.class).orElse("0.0.0.0");
    boolean hasPlainText =
        !config
            .getOptionalValue(INSECURE_REQUESTS, String.class)
            .orElse("enabled")
            .equalsIgnoreCase("disabled");
    if (hasPlainText && !allowPlainText && !isLoopback(host)) {
      throw new ConfigurationException(
          """
          %s is %s, where others could call the service in plain text. Listen on 127.0.0.1, or \
          serve TLS alone (quarkus.tls.* and %s=disabled), or, where something in front does TLS, \
          set fleet.allow-plain-text=true; see docs/security.md"""
              .formatted(HOST, host, INSECURE_REQUESTS),
          Set.of(HOST, INSECURE_REQUESTS));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
