package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what came, so that a stream that breaks off can still be summed up. */
final class Tally implements ExecutionListener {
  private final Map<ClusterResult.State, Integer> finished =
      new EnumMap<>(ClusterResult.State.class);
  private int planned;
  private boolean started;
  private String execution;
  private @Nullable Execution ended;

  /**
   * @param execution its name, or nothing where its first event tells that
   */
  Tally(String execution) {
    this.execution = execution;
  }

  @Override
  public void received(ExecutionEvent event) {
    started = true;
  }

  @Override
  public void accepted(Execution accepted) {
    execution = accepted.getName();
    planned = accepted.getPlan().getClusterCount();
  }

  @Override
  public void finished(ClusterResult result) {
    finished.merge(result.getState(), 1, Integer::sum);
  }

  @Override
  public void ended(Execution last) {
    ended = last;
  }

  /** The execution with its summary; null where the stream broke off before. */
  @Nullable Execution ended() {
    return ended;
  }

  boolean started() {
    return started;
  }

  String execution() {
    return execution;
  }

  /** For example "12 of 40 clusters had finished: 11 succeeded, 1 failed (executions/x)". */
  String soFar() {
    List<String> parts = new ArrayList<>();
    finished.forEach(
        (state, count) ->
            parts.add(
                count + " " + StateNames.of(state).toLowerCase(Locale.ROOT).replace('_', ' ')));
    return "%d%s clusters had finished%s%s"
        .formatted(
            finished.values().stream().mapToInt(Integer::intValue).sum(),
            planned == 0 ? "" : " of " + planned,
            parts.isEmpty() ? "" : ": " + String.join(", ", parts),
            execution.isEmpty() ? "" : " (" + Printable.of(execution) + ")");
  }

  static int failures(ClusterCounts counts) {
    return counts.getCompletedCount() - counts.getSucceededCount();
  }
}
