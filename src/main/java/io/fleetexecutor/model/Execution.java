package io.fleetexecutor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of one operation over many clusters, as it is at some moment.
 *
 * @param id unique; the last part of the resource name
 * @param caller who started it
 * @param retryOf the id of the execution whose clusters it ran again; empty where there is none
 * @param stateReason why it is paused, stops or ended early; else empty
 * @param showsSecrets whether outputs may show what is in Secrets
 */
public record Execution(
    String id,
    Caller caller,
    String retryOf,
    ExecutionSpec spec,
    ExecutionPlan plan,
    ExecutionState state,
    String stateReason,
    Instant createTime,
    @Nullable Instant endTime,
    @Nullable ExecutionSummary summary,
    boolean showsSecrets) {

  /** Whom what it takes counts for; empty: for nobody, where who started it is not known. */
  public String owner() {
    return caller.equals(Caller.ANONYMOUS) ? "" : caller.name();
  }

  /** As it is accepted. */
  public static Execution accepted(
      String id,
      Caller caller,
      String retryOf,
      ExecutionSpec spec,
      ExecutionPlan plan,
      Instant createTime) {
    return new Execution(
        id, caller, retryOf, spec, plan, ExecutionState.RUNNING, "", createTime, null, null, false);
  }

  /** The same, whose outputs may show what is in Secrets. */
  public Execution showingSecrets() {
    return new Execution(
        id, caller, retryOf, spec, plan, state, stateReason, createTime, endTime, summary, true);
  }

  /** The same, on its way to its end. */
  public Execution stopping(String reason) {
    return with(plan, ExecutionState.STOPPING, reason, null, summary);
  }

  /** The same, while clusters start. */
  public Execution running() {
    return with(plan, ExecutionState.RUNNING, "", null, summary);
  }

  /** The same, while no cluster starts. */
  public Execution paused(String reason) {
    return with(plan, ExecutionState.PAUSED, reason, null, summary);
  }

  /** The same, with how it went so far. */
  public Execution soFar(ExecutionSummary soFar) {
    return with(plan, state, stateReason, endTime, soFar);
  }

  /** The same, at its end. */
  public Execution ended(
      ExecutionState finalState, String reason, Instant at, @Nullable ExecutionSummary result) {
    return with(plan, finalState, reason, at, result);
  }

  /**
   * The same without what makes it large: with numbers of clusters in the place of their names, and
   * without manifests, patches and bodies.
   */
  public Execution outline() {
    return new Execution(
        id,
        caller,
        retryOf,
        spec.outline(),
        plan.withoutClusters(),
        state,
        stateReason,
        createTime,
        endTime,
        summary == null ? null : summary.withoutClusters(),
        showsSecrets);
  }

  /** The same, in the state that another view of it tells. */
  public Execution as(Execution now) {
    return with(plan, now.state, now.stateReason, now.endTime, now.summary);
  }

  /** The same, with this plan. */
  public Execution withPlan(ExecutionPlan whole) {
    return with(whole, state, stateReason, endTime, summary);
  }

  private Execution with(
      ExecutionPlan newPlan,
      ExecutionState newState,
      String newReason,
      @Nullable Instant newEndTime,
      @Nullable ExecutionSummary newSummary) {
    return new Execution(
        id,
        caller,
        retryOf,
        spec,
        newPlan,
        newState,
        newReason,
        createTime,
        newEndTime,
        newSummary,
        showsSecrets);
  }
}
