package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import io.fleetexecutor.v1.RolloutPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long an attempt, a cluster and the whole execution may take. */
final class TimeoutOptions {
  @Option(
      names = "--attempt-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long one attempt may take, for example 5s.")
  private @Nullable Duration attemptTimeout;

  @Option(
      names = "--cluster-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long one cluster may take, all its attempts together, for example 2m.")
  private @Nullable Duration clusterTimeout;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long the whole execution may take, pauses included, for example 10m.")
  private @Nullable Duration executionTimeout;

  void addTo(RolloutPolicy.Builder policy) {
    if (attemptTimeout != null) {
      policy.setAttemptTimeout(attemptTimeout);
    }
    if (clusterTimeout != null) {
      policy.setClusterTimeout(clusterTimeout);
    }
    if (executionTimeout != null) {
      policy.setExecutionTimeout(executionTimeout);
    }
  }
}
