package io.fleetexecutor.api;

import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.model.WavePolicy;
import java.time.Duration;
import java.util.List;

/** Reads how an execution spreads; nothing out of range is replaced. */
final class RolloutReader {
  private static final double MOST_STARTS_PER_SECOND = 1_000;

  private final Violations violations;
  private final CountReader counts;

  RolloutReader(Violations violations) {
    this.violations = violations;
    this.counts = new CountReader(violations);
  }

  RolloutPolicy read(io.fleetexecutor.v1.RolloutPolicy proto, String path) {
    List<WavePolicy> waves =
        new WaveReader(violations, counts).read(proto.getWavesList(), path + ".waves");
    TimeoutPolicy timeouts = new TimeoutReader(violations).read(proto, path);
    soaksFit(waves, timeouts, path + ".execution_timeout");
    violations.atMost(proto.getOrderByLabel(), 317, path + ".order_by_label");
    return new RolloutPolicy(
        waves,
        proto.getOrderByLabel(),
        pace(proto, path),
        failures(proto, path),
        proto.hasRetryPolicy()
            ? new RetryReader(violations, path + ".retry_policy").read(proto.getRetryPolicy())
            : RetryPolicy.NONE,
        timeouts);
  }

  private void soaksFit(List<WavePolicy> waves, TimeoutPolicy timeouts, String field) {
    Duration soaks = waves.stream().map(WavePolicy::soak).reduce(Duration.ZERO, Duration::plus);
    Duration limit = timeouts.execution();
    if (limit != null && soaks.isPositive() && soaks.compareTo(limit) >= 0) {
      violations.add(
          field,
          "is %s, must be more than the %s of all soaks together"
              .formatted(Times.text(Times.duration(limit)), Times.text(Times.duration(soaks))));
    }
  }

  private PacePolicy pace(io.fleetexecutor.v1.RolloutPolicy proto, String path) {
    double starts = proto.getMaxStartsPerSecond();
    violations.check(
        starts >= 0 && starts <= MOST_STARTS_PER_SECOND,
        path + ".max_starts_per_second",
        "is %s, must be between 0 (no limit) and 1000".formatted(starts));
    return new PacePolicy(
        proto.hasMaxParallelClusters()
            ? counts.read(proto.getMaxParallelClusters(), path + ".max_parallel_clusters", 1)
            : null,
        proto.getSlowStart(),
        starts);
  }

  private FailurePolicy failures(io.fleetexecutor.v1.RolloutPolicy proto, String path) {
    return new FailurePolicy(
        proto.hasMaxFailedClusters()
            ? counts.read(proto.getMaxFailedClusters(), path + ".max_failed_clusters", 0)
            : null,
        proto.hasMaxUnreachableClusters()
            ? counts.read(proto.getMaxUnreachableClusters(), path + ".max_unreachable_clusters", 0)
            : null,
        onStop(proto, path + ".on_stop"));
  }

  private OnStop onStop(io.fleetexecutor.v1.RolloutPolicy proto, String field) {
    return switch (proto.getOnStop()) {
      case ON_STOP_UNSPECIFIED, ON_STOP_DRAIN -> OnStop.DRAIN;
      case ON_STOP_ABORT -> OnStop.ABORT;
      case UNRECOGNIZED -> {
        violations.add(
            field,
            "is %d, must be one of ON_STOP_DRAIN, ON_STOP_ABORT".formatted(proto.getOnStopValue()));
        yield OnStop.DRAIN;
      }
    };
  }
}
