package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Execution;
import org.junit.jupiter.api.Test;

class StateTextTest {

  @Test
  void aStateWithoutAReasonIsAlone() {
    assertThat(StateText.of(execution(Execution.State.STATE_RUNNING, ""))).isEqualTo("RUNNING");
  }

  @Test
  void aPausedExecutionIsToldWithWhy() {
    assertThat(StateText.of(execution(Execution.State.STATE_PAUSED, "paused by ann: alerts")))
        .isEqualTo("PAUSED: paused by ann: alerts");
  }

  @Test
  void whatTheReasonTellsOfABudgetIsNotToldAgain() {
    String reason =
        "21 failed clusters, more than the max_failed_clusters of 20; the last one was c-0421";

    assertThat(StateText.of(overrun(Execution.State.STATE_FAILED, reason)))
        .isEqualTo("FAILED: " + reason);
  }

  @Test
  void aBudgetThatTheReasonDoesNotTellOfIsTold() {
    assertThat(StateText.of(overrun(Execution.State.STATE_FAILED, "")))
        .isEqualTo("FAILED: over the max_failed_clusters of 20; the last one was c-0421");
    assertThat(StateText.of(overrun(Execution.State.STATE_CANCELLED, "cancelled by ann")))
        .isEqualTo(
            "CANCELLED: cancelled by ann; over the max_failed_clusters of 20; the last one was"
                + " c-0421");
  }

  private static Execution execution(Execution.State state, String reason) {
    return Execution.newBuilder().setState(state).setStateReason(reason).build();
  }

  private static Execution overrun(Execution.State state, String reason) {
    Execution.Builder execution = execution(state, reason).toBuilder();
    execution
        .getSummaryBuilder()
        .getBudgetOverrunBuilder()
        .setBudget("max_failed_clusters")
        .setLimit(20)
        .setCluster("clusters/c-0421");
    return execution.build();
  }
}
