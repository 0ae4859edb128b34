package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.OutputPolicy;

/** Specs as protobuf messages; reading one again gives an equal spec. */
final class SpecWriter {
  private SpecWriter() {}

  static io.fleetexecutor.v1.ExecutionSpec spec(ExecutionSpec spec) {
    return io.fleetexecutor.v1.ExecutionSpec.newBuilder()
        .setClusterSelector(selector(spec.clusterSelector()))
        .setOperation(OperationWriter.operation(spec.operation()))
        .setRolloutPolicy(RolloutWriter.rollout(spec.rolloutPolicy()))
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
            .setLabelSelector(selector.labelSelector())
            .addAllExcludedNames(selector.excludedNames());
    if (selector.expectedClusterCount() != null) {
      proto.setExpectedClusterCount(selector.expectedClusterCount());
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
