package io.fleetexecutor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of one operation over many clusters, as it is at some moment.
 *
 * @param id unique; the last part of the resource name
 * @param stateReason why it ended early; empty where every cluster was tried
 */
public record Execution(
    String id,
    ExecutionSpec spec,
    ExecutionPlan plan,
    ExecutionState state,
    String stateReason,
    Instant createTime,
    @Nullable Instant endTime,
    @Nullable ExecutionSummary summary) {}
