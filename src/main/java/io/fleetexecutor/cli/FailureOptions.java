package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.OnStop;
import io.fleetexecutor.v1.RolloutPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many clusters may fail before an execution stops, and how it does. */
final class FailureOptions {
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

  void addTo(RolloutPolicy.Builder policy) {
    if (maxFailed != null) {
      policy.setMaxFailedClusters(maxFailed);
    }
    if (maxUnreachable != null) {
      policy.setMaxUnreachableClusters(maxUnreachable);
    }
    if (onStop != null) {
      policy.setOnStop(onStop);
    }
  }
}
