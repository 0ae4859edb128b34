package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.fleetexecutor.v1.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Executions as rows of a table, a line each.
 *
 * @param wide also who started it, when and why
 */
record ExecutionRows(Instant now, boolean wide) {

  List<String> header() {
    List<String> header =
        new ArrayList<>(
            List.of("NAME", "STATE", "CLUSTERS", "FAILED", "AGE", "DURATION", "OPERATION"));
    header.addAll(
        wide ? List.of("CALLER", "CREATED", "DISPLAY NAME", "REASON") : List.of("DISPLAY NAME"));
    return header;
  }

  List<String> row(Execution execution) {
    List<String> row =
        new ArrayList<>(
            List.of(
                ExecutionName.id(execution.getName()),
                StateNames.of(execution.getState()),
                String.valueOf(execution.getPlan().getClusterCount()),
                String.valueOf(Tally.failures(execution.getSummary().getClusterCounts())),
                DurationFormat.age(between(execution.getCreateTime(), now())),
                DurationFormat.measured(duration(execution)),
                OperationText.brief(execution.getSpec())));
    if (wide) {
      row.add(execution.getCaller());
      row.add(Timestamps.toString(execution.getCreateTime()));
    }
    row.add(execution.getSpec().getDisplayName());
    if (wide) {
      row.add(execution.getSpec().getReason());
    }
    return row;
  }

  /** How long it took, or takes already. */
  private Duration duration(Execution execution) {
    return execution.hasEndTime()
        ? Timestamps.between(execution.getCreateTime(), execution.getEndTime())
        : between(execution.getCreateTime(), now);
  }

  private static Duration between(Timestamp start, Instant end) {
    return Timestamps.between(start, Timestamps.fromMillis(end.toEpochMilli()));
  }
}
