package io.fleetexecutor.cli;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.PlannedWave;
import java.util.ArrayList;
import java.util.List;

/** The clusters and the waves of a plan as tables; of a single wave nothing is told. */
record PlanWaves(ExecutionSpec spec, ExecutionPlan plan) {

  boolean areSeveral() {
    return plan.getWavesCount() > 1;
  }

  List<String> clusters() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < plan.getWavesCount(); i++) {
      for (String cluster : plan.getWaves(i).getClustersList()) {
        String order = String.valueOf(rows.size() + 1);
        String name = ResourceNames.cluster(cluster);
        rows.add(areSeveral() ? List.of(name, order, label(i)) : List.of(name, order));
      }
    }
    List<String> header =
        areSeveral() ? List.of("CLUSTER", "ORDER", "WAVE") : List.of("CLUSTER", "ORDER");
    return new ColumnTable(header).lines(rows);
  }

  /** What each wave takes, and what comes after it. */
  List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < plan.getWavesCount(); i++) {
      PlannedWave wave = plan.getWaves(i);
      rows.add(
          List.of(
              label(i),
              String.valueOf(wave.getClusterCount()),
              Durations.isPositive(wave.getSoakDuration())
                  ? DurationFormat.exact(wave.getSoakDuration())
                  : "none",
              wave.getApprovalRequired() ? "required" : "none"));
    }
    return new ColumnTable("WAVE", "CLUSTERS", "SOAK", "APPROVAL").lines(rows);
  }

  /** For example "2 canary". */
  private String label(int index) {
    String label = WaveLabel.of(spec, index, plan.getWaves(index).getDisplayName());
    return (index + 1) + (label.isEmpty() ? "" : " " + label);
  }
}
