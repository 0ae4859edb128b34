package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.OnStop;
import io.fleetexecutor.v1.RolloutPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an execution spreads over its clusters; what is not given is the service's default. */
final class RolloutOptions {
  @Option(
      names = "--max-parallel",
      paramLabel = "N|N%",
      converter = CountOrPercentConverter.class,
      description = "How many clusters run at once, as a count or a percentage of them.")
  private @Nullable CountOrPercent maxParallel;

  @Option(
      names = "--max-failed",
      paramLabel = "N|N%",
      converter = CountOrPercentConverter.class,
      description = "Stop when more clusters than this have failed.")
  private @Nullable CountOrPercent maxFailed;

  @Option(
      names = "--max-unreachable",
      paramLabel = "N|N%",
      converter = CountOrPercentConverter.class,
      description = "Stop when more clusters than this are unreachable; else they count as failed.")
  private @Nullable CountOrPercent maxUnreachable;

  @Option(
      names = "--on-stop",
      paramLabel = "drain|abort",
      converter = OnStopConverter.class,
      description = "Whether running clusters then finish (drain, the default) or are cut off.")
  private @Nullable OnStop onStop;

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
      description = "How long one cluster may take, for example 2m.")
  private @Nullable Duration clusterTimeout;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long the whole execution may take, for example 10m.")
  private @Nullable Duration executionTimeout;

  RolloutPolicy policy() {
    RolloutPolicy.Builder policy = RolloutPolicy.newBuilder();
    if (maxParallel != null) {
      policy.setMaxParallelClusters(maxParallel);
    }
    if (maxFailed != null) {
      policy.setMaxFailedClusters(maxFailed);
    }
    if (maxUnreachable != null) {
      policy.setMaxUnreachableClusters(maxUnreachable);
    }
    if (onStop != null) {
      policy.setOnStop(onStop);
    }
    if (attemptTimeout != null) {
      policy.setAttemptTimeout(attemptTimeout);
    }
    if (clusterTimeout != null) {
      policy.setClusterTimeout(clusterTimeout);
    }
    if (executionTimeout != null) {
      policy.setExecutionTimeout(executionTimeout);
    }
    return policy.build();
  }
}
