package io.fleetexecutor.cli;

import com.google.protobuf.util.Timestamps;
import io.fleetexecutor.v1.ClusterResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Clusters' results as rows of a table, a line each.
 *
 * @param wide also when it started, how often it was tried and the reason for programs
 */
record ResultRows(boolean wide) {

  List<String> header() {
    return wide
        ? List.of("CLUSTER", "STATE", "DURATION", "STARTED", "ATTEMPTS", "REASON", "MESSAGE")
        : List.of("CLUSTER", "STATE", "DURATION", "MESSAGE");
  }

  List<String> row(ClusterResult result) {
    List<String> row =
        new ArrayList<>(
            List.of(
                ResourceNames.cluster(result.getCluster()),
                StateNames.of(result.getState()),
                result.hasDuration() ? DurationFormat.measured(result.getDuration()) : ""));
    if (wide) {
      row.add(result.hasStartTime() ? Timestamps.toString(result.getStartTime()) : "");
      row.add(String.valueOf(result.getAttemptCount()));
      row.add(result.getError().getReason());
    }
    row.add(result.getError().getMessage());
    return row;
  }
}
