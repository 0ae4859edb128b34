package io.fleetexecutor.cluster;

import java.time.Duration;

/**
 * What holds for the connections to every cluster.
 *
 * @param connectTimeout for the TCP connection
 * @param handshakeTimeout for TLS
 * @param probePatience how long a request waits for the connection of a probe before it makes its
 *     own
 * @param maxConnections to one API server at once
 * @param maxConnectedClusters to how many API servers connections are kept after a request
 * @param maxConnectionFailures in a row, after which requests are refused; 0: none is
 * @param userAgent how the API servers' logs name this client
 */
public record ConnectionSettings(
    Duration connectTimeout,
    Duration handshakeTimeout,
    Duration probePatience,
    int maxConnections,
    int maxConnectedClusters,
    int maxConnectionFailures,
    String userAgent) {

  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofSeconds(10), Duration.ofSeconds(30), 16, 8_192, 5, "fleet-executor/dev");

  /** A probe is waited for as long as a handshake with a cluster far away takes. */
  public ConnectionSettings(
      Duration connectTimeout,
      Duration handshakeTimeout,
      int maxConnections,
      int maxConnectedClusters,
      int maxConnectionFailures,
      String userAgent) {
    this(
        connectTimeout,
        handshakeTimeout,
        Duration.ofMillis(250),
        maxConnections,
        maxConnectedClusters,
        maxConnectionFailures,
        userAgent);
  }
}
