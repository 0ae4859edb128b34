package io.fleetexecutor.api;

import com.google.rpc.Code;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.v1.Wave;

/** How executions spread, as protobuf messages; reading one again gives an equal policy. */
final class RolloutWriter {
  private RolloutWriter() {}

  static io.fleetexecutor.v1.RolloutPolicy rollout(RolloutPolicy policy) {
    var proto =
        io.fleetexecutor.v1.RolloutPolicy.newBuilder()
            .addAllWaves(policy.waves().stream().map(RolloutWriter::wave).toList())
            .setOrderByLabel(policy.orderByLabel());
    pace(policy.pace(), proto);
    failures(policy.failurePolicy(), proto);
    timeouts(policy.timeouts(), proto);
    if (!policy.retryPolicy().equals(RetryPolicy.NONE)) {
      proto.setRetryPolicy(retry(policy.retryPolicy()));
    }
    return proto.build();
  }

  private static Wave wave(WavePolicy wave) {
    Wave.Builder proto =
        Wave.newBuilder()
            .setDisplayName(wave.displayName())
            .setSoakDuration(Times.duration(wave.soak()))
            .setApprovalRequired(wave.approvalRequired());
    switch (wave.members()) {
      case WavePolicy.Members.Size size -> proto.setSize(countOrPercent(size.size()));
      case WavePolicy.Members.Labelled labelled -> proto.setLabelSelector(labelled.selector());
    }
    return proto.build();
  }

  private static void pace(PacePolicy pace, io.fleetexecutor.v1.RolloutPolicy.Builder proto) {
    proto.setSlowStart(pace.slowStart()).setMaxStartsPerSecond(pace.maxStartsPerSecond());
    if (pace.maxParallelClusters() != null) {
      proto.setMaxParallelClusters(countOrPercent(pace.maxParallelClusters()));
    }
  }

  private static void failures(
      FailurePolicy failures, io.fleetexecutor.v1.RolloutPolicy.Builder proto) {
    proto.setOnStop(PlanWriter.onStop(failures.onStop()));
    if (failures.maxFailedClusters() != null) {
      proto.setMaxFailedClusters(countOrPercent(failures.maxFailedClusters()));
    }
    if (failures.maxUnreachableClusters() != null) {
      proto.setMaxUnreachableClusters(countOrPercent(failures.maxUnreachableClusters()));
    }
  }

  private static void timeouts(
      TimeoutPolicy timeouts, io.fleetexecutor.v1.RolloutPolicy.Builder proto) {
    if (timeouts.attempt() != null) {
      proto.setAttemptTimeout(Times.duration(timeouts.attempt()));
    }
    if (timeouts.cluster() != null) {
      proto.setClusterTimeout(Times.duration(timeouts.cluster()));
    }
    if (timeouts.execution() != null) {
      proto.setExecutionTimeout(Times.duration(timeouts.execution()));
    }
  }

  static io.fleetexecutor.v1.RetryPolicy retry(RetryPolicy policy) {
    var proto =
        io.fleetexecutor.v1.RetryPolicy.newBuilder()
            .setMaxAttempts(policy.maxAttempts())
            .setInitialBackoff(Times.duration(policy.initialBackoff()))
            .setMaxBackoff(Times.duration(policy.maxBackoff()))
            .setBackoffMultiplier(policy.multiplier());
    policy.retryableCodes().stream()
        .sorted()
        .forEach(code -> proto.addRetryableCodes(Code.forNumber(code.number())));
    return proto.build();
  }

  private static io.fleetexecutor.v1.CountOrPercent countOrPercent(CountOrPercent value) {
    var proto = io.fleetexecutor.v1.CountOrPercent.newBuilder();
    switch (value) {
      case CountOrPercent.Count count -> proto.setCount(count.value());
      case CountOrPercent.Percent percent -> proto.setPercent(percent.value());
    }
    return proto.build();
  }
}
