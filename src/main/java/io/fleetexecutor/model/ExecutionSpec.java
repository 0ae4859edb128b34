package io.fleetexecutor.model;

/** What to run, and where. */
public record ExecutionSpec(
    ClusterSelector clusterSelector,
    Operation operation,
    RolloutPolicy rolloutPolicy,
    OutputPolicy outputPolicy,
    String displayName,
    String reason) {}
