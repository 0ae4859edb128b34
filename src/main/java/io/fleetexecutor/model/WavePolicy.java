package io.fleetexecutor.model;

import java.time.Duration;

/**
 * Clusters that run before those of later waves.
 *
 * @param displayName empty: by its number
 * @param soak how long to wait after it, before the next wave
 * @param approvalRequired whether somebody has to approve the next wave
 */
public record WavePolicy(
    String displayName, Members members, Duration soak, boolean approvalRequired) {

  /** Which of the clusters that no earlier wave has taken. */
  public sealed interface Members {

    /** So many, a percentage being of all planned ones. */
    record Size(CountOrPercent size) implements Members {}

    /** Those whose labels match, in Kubernetes' syntax. */
    record Labelled(String selector) implements Members {}
  }
}
