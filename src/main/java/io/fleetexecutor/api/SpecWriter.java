package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.RolloutPolicy;

/** Specs as protobuf messages; reading one again gives an equal spec. */
final class SpecWriter {
  private SpecWriter() {}

  static io.fleetexecutor.v1.ExecutionSpec spec(ExecutionSpec spec) {
    return io.fleetexecutor.v1.ExecutionSpec.newBuilder()
        .setClusterSelector(selector(spec.clusterSelector()))
        .setOperation(OperationWriter.operation(spec.operation()))
        .setRolloutPolicy(rollout(spec.rolloutPolicy()))
        .setOutputPolicy(output(spec.outputPolicy()))
        .setDryRun(spec.dryRun())
        .addAllExpectations(spec.expectations())
        .setDisplayName(spec.displayName())
        .setReason(spec.reason())
        .build();
  }

  private static io.fleetexecutor.v1.ClusterSelector selector(ClusterSelector selector) {
    var proto =
        io.fleetexecutor.v1.ClusterSelector.newBuilder()
            .addAllNames(selector.names())
            .addAllExcludedNames(selector.excludedNames());
    if (selector.expectedClusterCount() != null) {
      proto.setExpectedClusterCount(selector.expectedClusterCount());
    }
    return proto.build();
  }

  private static io.fleetexecutor.v1.RolloutPolicy rollout(RolloutPolicy policy) {
    var proto = io.fleetexecutor.v1.RolloutPolicy.newBuilder();
    if (policy.maxParallelClusters() != null) {
      proto.setMaxParallelClusters(countOrPercent(policy.maxParallelClusters()));
    }
    FailurePolicy failures = policy.failurePolicy();
    proto.setOnStop(PlanWriter.onStop(failures.onStop()));
    if (failures.maxFailedClusters() != null) {
      proto.setMaxFailedClusters(countOrPercent(failures.maxFailedClusters()));
    }
    if (failures.maxUnreachableClusters() != null) {
      proto.setMaxUnreachableClusters(countOrPercent(failures.maxUnreachableClusters()));
    }
    if (policy.attemptTimeout() != null) {
      proto.setAttemptTimeout(Times.duration(policy.attemptTimeout()));
    }
    if (policy.clusterTimeout() != null) {
      proto.setClusterTimeout(Times.duration(policy.clusterTimeout()));
    }
    if (policy.executionTimeout() != null) {
      proto.setExecutionTimeout(Times.duration(policy.executionTimeout()));
    }
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

  private static io.fleetexecutor.v1.OutputPolicy output(OutputPolicy policy) {
    return io.fleetexecutor.v1.OutputPolicy.newBuilder()
        .setFormat(
            io.fleetexecutor.v1.OutputPolicy.Format.valueOf("FORMAT_" + policy.format().name()))
        .setMaxOutputBytes(policy.maxOutputBytes())
        .setFingerprintExpression(policy.fingerprintExpression())
        .setProjection(policy.projection())
        .build();
  }
}
