package io.fleetexecutor.api;

import java.time.Duration;
import java.util.Set;

/**
 * What the edge needs to know of the settings.
 *
 * @param maxOutputBytes the most output of one cluster
 * @param maxRequestBytes the largest request message
 * @param requestTimeout how long a request may take to arrive as a whole
 * @param idleTimeout after which a connection is closed that nothing was sent over; zero: never
 * @param callersAreKnown whether callers have to say who they are
 * @param allowedHosts names that browsers may call it by in plain text, in small letters; or {@link
 *     #ANY_HOST}
 * @param certificatePrefix put before names and groups of client certificates
 * @param version of the service
 */
public record ApiSettings(
    long maxOutputBytes,
    int maxRequestBytes,
    Duration requestTimeout,
    Duration idleTimeout,
    boolean callersAreKnown,
    Set<String> allowedHosts,
    String certificatePrefix,
    String version) {
  public static final String ANY_HOST = "*";
  private static final Duration LONGEST_LINGER = Duration.ofSeconds(2);

  /** How long a request that has its answer may go on. */
  public Duration linger() {
    return requestTimeout.compareTo(LONGEST_LINGER) < 0 ? requestTimeout : LONGEST_LINGER;
  }
}
