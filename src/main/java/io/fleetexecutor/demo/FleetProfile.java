package io.fleetexecutor.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated fleet is like.
 *
 * @param clusters how many clusters, at least 1
 * @param port the loopback port of the API servers; 0 takes a free one
 * @param latency of every request; null gives each cluster its own between 20 and 120 ms
 * @param specials whether one cluster in twelve is slow, one forbids and one is unreachable
 */
public record FleetProfile(int clusters, int port, @Nullable Duration latency, boolean specials) {

  public FleetProfile {
    if (clusters < 1) {
      throw new IllegalArgumentException("clusters must be at least 1, was " + clusters);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be between 0 and 65535, was " + port);
    }
    if (latency != null && latency.isNegative()) {
      throw new IllegalArgumentException("latency must not be negative, was " + latency);
    }
  }

  public static FleetProfile of(int clusters) {
    return new FleetProfile(clusters, 0, null, true);
  }

  public FleetProfile port(int value) {
    return new FleetProfile(clusters, value, latency, specials);
  }

  public FleetProfile latency(Duration value) {
    return new FleetProfile(clusters, port, value, specials);
  }

  public FleetProfile specials(boolean value) {
    return new FleetProfile(clusters, port, latency, value);
  }
}
