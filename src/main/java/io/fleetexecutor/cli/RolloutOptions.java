package io.fleetexecutor.cli;

import io.fleetexecutor.v1.RolloutPolicy;
import picocli.CommandLine.Mixin;

/** How an execution spreads over its clusters; what is not given is the service's default. */
final class RolloutOptions {
  @Mixin private final WaveOptions waves = new WaveOptions();
  @Mixin private final PaceOptions pace = new PaceOptions();
  @Mixin private final FailureOptions failures = new FailureOptions();
  @Mixin private final RetryOptions retries = new RetryOptions();
  @Mixin private final TimeoutOptions timeouts = new TimeoutOptions();

  RolloutPolicy policy() {
    RolloutPolicy.Builder policy = RolloutPolicy.newBuilder();
    waves.addTo(policy);
    pace.addTo(policy);
    failures.addTo(policy);
    retries.addTo(policy);
    timeouts.addTo(policy);
    return policy.build();
  }
}
