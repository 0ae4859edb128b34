package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.execution.StartRequest.Retry;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.RolloutPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExecutionLimitsTest {
  private static final int LIMIT = 3;
  private static final ExecutionSpec SPEC = FakeFleet.spec(RolloutPolicy.DEFAULT);

  private final FakeFleet fleet = FakeFleet.of(4, number -> millis(100));
  private final Executions executions;

  ExecutionLimitsTest() {
    fleet.limits = new ExecutionLimits(LIMIT, 4);
    this.executions = fleet.executions(3);
  }

  @Test
  void aCallerHasNoMoreThanItsLimitAndAnotherAsMany() {
    assertFree(LIMIT);
    var refused =
        catchThrowableOfType(LimitExceededException.class, () -> start(request(SPEC, "")));
    assertThat(refused.reason()).isEqualTo("TOO_MANY_EXECUTIONS");
    assertThat(refused)
        .hasMessage(
            "anonymous has 3 executions here that have not ended, and may not have more"
                + " (fleet.limits.executions)");
    start(
        new StartRequest(
            new NewSpec(SPEC),
            "",
            "",
            FakeFleet.GRANTS,
            CallerKey.of(Caller.named("another"), "")));
  }

  @Test
  void anEndGivesThePlaceBack() {
    for (int round = 0; round < 20; round++) {
      List<String> ids = assertFree(LIMIT);
      ids.forEach(id -> toEnd(fleet, watch(fleet, executions, id)));
    }
  }

  @Test
  void aCancelledExecutionGivesItsPlaceBackOnce() {
    List<String> ids = assertFree(LIMIT);
    executions.control().cancel(ids.getFirst(), "", "jane").await().indefinitely();
    toEnd(fleet, watch(fleet, executions, ids.getFirst()));
    assertFree(1);
  }

  @Test
  void whoAttachesTakesNoPlace() {
    String id = start(request(SPEC, "id"));
    for (int i = 0; i < 10; i++) {
      assertThat(start(request(SPEC, "id"))).isEqualTo(id);
    }
    assertFree(LIMIT - 1);
    assertThat(start(request(SPEC, "id"))).as("where none is free").isEqualTo(id);
  }

  @Test
  void whatDoesNotStartTakesNoPlace() {
    String known = start(request(SPEC, "id"));
    toEnd(fleet, watch(fleet, executions, known));
    var nothing =
        new ExecutionSpec(
            new ClusterSelector(List.of("nix"), "", List.of(), null),
            SPEC.operation(),
            SPEC.rolloutPolicy(),
            SPEC.outputPolicy(),
            false,
            List.of(),
            "",
            "");
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> start(request(nothing, "")))
          .isInstanceOf(FailedPreconditionException.class);
      assertThatThrownBy(() -> start(retry("unknown", ClusterState.FAILED)))
          .isInstanceOf(LogException.NoSuchExecution.class);
      assertThatThrownBy(() -> start(retry(known, ClusterState.FAILED)))
          .isInstanceOf(FailedPreconditionException.class);
      assertThatThrownBy(
              () ->
                  start(
                      new StartRequest(
                          new NewSpec(SPEC), "id", "another", FakeFleet.GRANTS, FakeFleet.CALLER)))
          .isInstanceOf(RequestIdReusedException.class);
    }
    assertFree(LIMIT);
  }

  @Test
  void whatGoesOnAfterARestartCountsAndIsNotRefused() {
    List<String> ids = assertFree(LIMIT);
    fleet.limits = new ExecutionLimits(2, 1);
    Executions next = fleet.executions(3);
    next.recover(OnRestart.RESUME).await().indefinitely();

    assertThat(next.runningCount()).isEqualTo(LIMIT);
    assertThatThrownBy(() -> next.start(request(SPEC, "")).await().indefinitely())
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("fleet.limits.executions");
    ids.forEach(id -> toEnd(fleet, watch(fleet, next, id)));
    assertThatThrownBy(() -> next.start(request(SPEC, "")).await().indefinitely())
        .hasMessageContaining("fleet.limits.clusters-per-execution");
  }

  @Test
  void aPlanAStartAndARetryWithTooManyClustersAreRefused() {
    String id = start(request(SPEC, ""));
    toEnd(fleet, watch(fleet, executions, id));
    fleet.limits = new ExecutionLimits(0, 3);
    Executions narrow = fleet.executions(3);

    String message =
        "the execution would have 4 clusters, at most 3 are allowed"
            + " (fleet.limits.clusters-per-execution)";
    assertThatThrownBy(() -> narrow.plan(SPEC, FakeFleet.GRANTS)).hasMessage(message);
    assertThatThrownBy(() -> narrow.start(request(SPEC, "")).await().indefinitely())
        .isInstanceOf(LimitExceededException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> narrow.start(retry(id, ClusterState.SUCCEEDED)).await().indefinitely())
        .hasMessage(message);
  }

  /** Takes all of them. */
  private List<String> assertFree(int places) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      ids.add(start(request(SPEC, "")));
    }
    assertThatThrownBy(() -> start(request(SPEC, ""))).isInstanceOf(LimitExceededException.class);
    return ids;
  }

  private String start(StartRequest request) {
    return executions.start(request).await().indefinitely();
  }

  private static StartRequest request(ExecutionSpec spec, String requestId) {
    return new StartRequest(new NewSpec(spec), requestId, "", FakeFleet.GRANTS, FakeFleet.CALLER);
  }

  private static StartRequest retry(String id, ClusterState state) {
    return new StartRequest(
        new Retry(id, Set.of(state)), "", "", FakeFleet.GRANTS, FakeFleet.CALLER);
  }
}
