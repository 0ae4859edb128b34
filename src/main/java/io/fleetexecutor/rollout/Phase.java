package io.fleetexecutor.rollout;

import java.time.Instant;

/** Where an execution is among its waves, which have numbers from 0. */
public sealed interface Phase {

  /** The clusters of a wave start, or have started. */
  record Open(int wave) implements Phase {}

  /** All of this wave have a result, and the next one has to wait until then. */
  record Soaking(int wave, Instant until) implements Phase {}

  /** All of this wave have a result, and somebody has to approve the next one. */
  record AwaitingApproval(int wave) implements Phase {}

  /** This wave may begin. */
  record Ready(int wave) implements Phase {}
}
