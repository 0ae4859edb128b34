package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.testing.Plans;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executions as a caller asks for them, and as they are planned. */
final class Planned {
  private Planned() {}

  static ExecutionSpec spec(Operation operation) {
    return spec(operation, false, null);
  }

  static ExecutionSpec spec(
      Operation operation, boolean dryRun, @Nullable CountOrPercent parallel) {
    return new ExecutionSpec(
        ClusterSelector.ALL,
        operation,
        new RolloutPolicy(
            List.of(),
            "",
            new PacePolicy(parallel, false, 0),
            FailurePolicy.DEFAULT,
            RetryPolicy.NONE,
            TimeoutPolicy.DEFAULT),
        new OutputPolicy(OutputPolicy.Format.OBJECTS, 1024),
        dryRun,
        List.of(),
        "",
        "");
  }

  /**
   * @param parallel how many of the clusters at once
   */
  static Execution execution(ExecutionSpec spec, List<Cluster> clusters, int parallel) {
    var plan = Plans.of("", clusters, parallel);
    return Execution.accepted("e", Caller.ANONYMOUS, "", spec, plan, Instant.EPOCH);
  }

  static Execution execution(Operation operation) {
    return execution(spec(operation), List.of(), 1);
  }
}
