package io.fleetexecutor.cli;

import io.fleetexecutor.v1.BudgetOverrun;
import io.fleetexecutor.v1.Execution;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An execution's state and why it is in it: its reason, and the budget that was exceeded. */
final class StateText {

  private StateText() {}

  static String of(Execution execution) {
    String why =
        Stream.of(execution.getStateReason(), overrun(execution))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return StateNames.of(execution.getState()) + (why.isEmpty() ? "" : ": " + why);
  }

  /** Empty where there is none, or the reason tells of it. */
  private static String overrun(Execution execution) {
    if (!execution.getSummary().hasBudgetOverrun()) {
      return "";
    }
    BudgetOverrun overrun = execution.getSummary().getBudgetOverrun();
    String cluster = ResourceNames.cluster(overrun.getCluster());
    String reason = execution.getStateReason();
    return reason.contains(overrun.getBudget()) && reason.contains(cluster)
        ? ""
        : "over the %s of %d; the last one was %s"
            .formatted(overrun.getBudget(), overrun.getLimit(), cluster);
  }
}
