package io.fleetexecutor.cli;

import com.google.rpc.Code;
import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The limits of a plan, a line each; of pace and retries only where they are asked for. */
final class PlanLimits {
  private static final String LABEL = "%-19s %s";

  private final List<String> lines = new ArrayList<>();

  private PlanLimits() {}

  static List<String> of(ExecutionPlan plan) {
    PlanLimits limits = new PlanLimits();
    limits.addPace(plan);
    limits.addBudgets(plan);
    if (plan.getRetryPolicy().getMaxAttempts() > 1) {
      limits.addRetries(plan.getRetryPolicy());
    }
    limits.addTimeouts(plan);
    return limits.lines;
  }

  private void addPace(ExecutionPlan plan) {
    add("clusters", String.valueOf(plan.getClusterCount()));
    add("max parallel", String.valueOf(plan.getMaxParallelClusters()));
    if (plan.getSlowStart()) {
      add("slow start", "yes");
    }
    if (plan.getMaxStartsPerSecond() > 0) {
      add("max starts/second", NumberText.of(plan.getMaxStartsPerSecond()));
    }
  }

  private void addBudgets(ExecutionPlan plan) {
    add(
        "max failed",
        plan.hasMaxFailedClusters() ? String.valueOf(plan.getMaxFailedClusters()) : "no limit");
    add(
        "max unreachable",
        plan.hasMaxUnreachableClusters()
            ? String.valueOf(plan.getMaxUnreachableClusters())
            : "as failed");
  }

  private void addRetries(RetryPolicy retry) {
    add("max attempts", String.valueOf(retry.getMaxAttempts()));
    add(
        "backoff",
        "%s–%s ×%s"
            .formatted(
                DurationFormat.exact(retry.getInitialBackoff()),
                DurationFormat.exact(retry.getMaxBackoff()),
                NumberText.of(retry.getBackoffMultiplier())));
    add(
        "retry on",
        retry.getRetryableCodesList().stream().map(Code::name).collect(Collectors.joining(", ")));
  }

  private void addTimeouts(ExecutionPlan plan) {
    add("attempt timeout", DurationFormat.exact(plan.getAttemptTimeout()));
    add("cluster timeout", DurationFormat.exact(plan.getClusterTimeout()));
    add(
        "execution timeout",
        plan.hasExecutionTimeout() ? DurationFormat.exact(plan.getExecutionTimeout()) : "none");
  }

  private void add(String label, String value) {
    lines.add(LABEL.formatted(label + ":", value));
  }
}
