package io.fleetexecutor.api;

import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.RawRequest;

/** Reads a spec, and notes everything that is wrong with it. */
final class SpecReader {
  private final Violations violations;
  private final long maxOutputBytes;

  SpecReader(Violations violations, long maxOutputBytes) {
    this.violations = violations;
    this.maxOutputBytes = maxOutputBytes;
  }

  ExecutionSpec read(io.fleetexecutor.v1.ExecutionSpec proto) {
    violations.check(
        proto.hasClusterSelector(),
        "spec.cluster_selector",
        "is required; an empty one takes every cluster");
    violations.atMost(proto.getDisplayName(), 256, "spec.display_name");
    violations.atMost(proto.getReason(), 1_024, "spec.reason");
    new ExpressionReader(violations).expectations(proto.getExpectationsList(), "spec.expectations");
    int earlier = violations.found().size();
    Operation operation =
        new OperationReader(violations).read(proto.getOperation(), "spec.operation");
    boolean isReadable = violations.found().size() == earlier;
    if (proto.getDryRun() && isReadable && operation instanceof RawRequest raw) {
      new RawDryRun(violations, "spec.operation.raw_request").check(raw);
    }
    return new ExecutionSpec(
        SelectorReader.read(proto.getClusterSelector(), "spec.cluster_selector", violations),
        operation,
        new RolloutReader(violations).read(proto.getRolloutPolicy(), "spec.rollout_policy"),
        new OutputPolicyReader(violations, maxOutputBytes)
            .read(proto.getOutputPolicy(), "spec.output_policy"),
        proto.getDryRun(),
        proto.getExpectationsList(),
        proto.getDisplayName(),
        proto.getReason());
  }
}
