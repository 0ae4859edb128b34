package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.ArrayList;
import java.util.List;

/** A plan: its clusters in order, its waves where there are several, and its limits. */
final class PlanText {

  private PlanText() {}

  static List<String> of(ExecutionSpec spec, ExecutionPlan plan) {
    PlanWaves waves = new PlanWaves(spec, plan);
    List<String> lines = new ArrayList<>(waves.clusters());
    lines.add("");
    if (waves.areSeveral()) {
      lines.addAll(waves.lines());
      lines.add("");
    }
    lines.addAll(PlanLimits.of(plan));
    return lines;
  }
}
