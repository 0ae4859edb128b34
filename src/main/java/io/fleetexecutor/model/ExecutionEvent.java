package io.fleetexecutor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that happened in an execution, once and for all. */
public sealed interface ExecutionEvent {

  record ExecutionAccepted(Execution execution) implements ExecutionEvent {}

  /**
   * Clusters of a wave start from now on.
   *
   * @param index in the plan, from 0
   */
  record WaveStarted(int index, String displayName, int clusterCount) implements ExecutionEvent {}

  record ClusterStarted(String cluster) implements ExecutionEvent {}

  /**
   * An attempt did not succeed, and another follows.
   *
   * @param attempt from 1
   * @param retryDelay how long the cluster waits before it
   * @param changed whether the attempt changed something
   * @param outcomeUnknown whether it may have
   */
  record ClusterAttemptFailed(
      String cluster,
      int attempt,
      ClusterError error,
      Duration retryDelay,
      boolean changed,
      boolean outcomeUnknown)
      implements ExecutionEvent {}

  /**
   * @param attempt from 2; the first one is told as {@link ClusterStarted}
   */
  record ClusterAttemptStarted(String cluster, int attempt) implements ExecutionEvent {}

  record ClusterFinished(ClusterResult result) implements ExecutionEvent {}

  /**
   * @param finalState in which it will end, unless all clusters end by themselves before; null
   *     where it is not stopping
   * @param caller who asked for it; empty where nobody had to
   * @param approvableWave the one that has ended, where it waits for approval; else null
   */
  record ExecutionStateChanged(
      ExecutionState state,
      String reason,
      @Nullable ExecutionState finalState,
      String caller,
      @Nullable Integer approvableWave)
      implements ExecutionEvent {

    /** It stops, and will end in that state. */
    public static ExecutionStateChanged stopping(
        String reason, ExecutionState finalState, String caller) {
      return new ExecutionStateChanged(ExecutionState.STOPPING, reason, finalState, caller, null);
    }
  }

  record ExecutionFinished(Execution execution) implements ExecutionEvent {}
}
