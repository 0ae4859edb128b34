package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.RolloutPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many clusters run at once, and how fast they start. */
final class PaceOptions {
  @Option(
      names = "--max-parallel",
      paramLabel = "N|N%",
      converter = CountOrPercentConverter.class,
      description = "How many clusters run at once, as a count or a percentage of them.")
  private @Nullable CountOrPercent maxParallel;

  @Option(
      names = "--slow-start",
      description =
          "Start with one cluster at once; each that succeeds allows one more, each attempt that"
              + " fails halves what is allowed.")
  private boolean slowStart;

  @Option(
      names = "--max-starts-per-second",
      paramLabel = "N",
      description = "How many attempts start in a second, for example 5 or 0.5.")
  private double maxStartsPerSecond;

  void addTo(RolloutPolicy.Builder policy) {
    if (maxParallel != null) {
      policy.setMaxParallelClusters(maxParallel);
    }
    policy.setSlowStart(slowStart).setMaxStartsPerSecond(maxStartsPerSecond);
  }
}
