package io.fleetexecutor.model;

/** Something that happened in an execution, once and for all. */
public sealed interface ExecutionEvent {

  record ExecutionAccepted(Execution execution) implements ExecutionEvent {}

  record ClusterStarted(String cluster) implements ExecutionEvent {}

  /**
   * An attempt did not succeed, and another follows.
   *
   * @param attempt from 1
   */
  record ClusterAttemptFailed(String cluster, int attempt, ClusterError error)
      implements ExecutionEvent {}

  record ClusterFinished(ClusterResult result) implements ExecutionEvent {}

  /**
   * @param finalState in which it will end, unless all clusters end by themselves before
   */
  record ExecutionStateChanged(ExecutionState state, String reason, ExecutionState finalState)
      implements ExecutionEvent {}

  record ExecutionFinished(Execution execution) implements ExecutionEvent {}
}
