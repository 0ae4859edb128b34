package io.fleetexecutor.model;

import java.util.List;

/**
 * What to run, and where.
 *
 * @param dryRun whether the clusters are only to tell what would change
 * @param expectations what must hold of each cluster's answer
 */
public record ExecutionSpec(
    ClusterSelector clusterSelector,
    Operation operation,
    RolloutPolicy rolloutPolicy,
    OutputPolicy outputPolicy,
    boolean dryRun,
    List<String> expectations,
    String displayName,
    String reason) {

  public ExecutionSpec {
    expectations = List.copyOf(expectations);
  }

  ExecutionSpec outline() {
    return new ExecutionSpec(
        clusterSelector,
        operation.outline(),
        rolloutPolicy,
        outputPolicy,
        dryRun,
        expectations,
        displayName,
        reason);
  }

  /** Whether it changes anything in a cluster. */
  public boolean isChange() {
    return operation.isChange() && !dryRun;
  }

  /** Whether it may have to wait for something to happen in a cluster. */
  public boolean waits() {
    return operation.waits() && !(operation.isChange() && dryRun);
  }
}
