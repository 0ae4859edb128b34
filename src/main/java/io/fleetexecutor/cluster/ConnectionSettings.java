package io.fleetexecutor.cluster;

import java.time.Duration;

/**
 * What holds for the connections to every cluster.
 *
 * @param connectTimeout for the TCP connection
 * @param handshakeTimeout for TLS
 * @param maxConnections to one API server at once
 * @param maxConnectedClusters to how many API servers connections are kept after a request
 * @param userAgent how the API servers' logs name this client
 */
public record ConnectionSettings(
    Duration connectTimeout,
    Duration handshakeTimeout,
    int maxConnections,
    int maxConnectedClusters,
    String userAgent) {

  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofSeconds(10), Duration.ofSeconds(30), 16, 8_192, "fleet-executor/dev");
}
