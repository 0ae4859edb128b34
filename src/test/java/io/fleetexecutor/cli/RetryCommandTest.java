package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.RetrySource;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryCommandTest {
  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    Execution.Builder earlier = Execution.newBuilder().setName("executions/41");
    earlier.getSpecBuilder().getOperationBuilder().getCheckHealthBuilder();
    service =
        new ScriptedService()
            .streams(
                Events.accepted("a"),
                Events.finished(Events.succeeded("a")),
                Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(1, 1)));
    service.execution = earlier.build();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anEarlierExecutionIsRunAgainAndShownAsItsOperationIs() {
    CommandLineRun run =
        CommandLineRun.against(
            service, "retry", "41", "--states", "failed,TIMED_OUT,not-attempted");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("CLUSTER   STATUS   VERSION   LATENCY\na         READY");
    assertThat(run.err()).contains("executions/42  SUCCEEDED");
    ExecuteRequest request = service.executions.remove();
    assertThat(request.getRetry())
        .isEqualTo(
            RetrySource.newBuilder()
                .setExecution("executions/41")
                .addStates(State.STATE_FAILED)
                .addStates(State.STATE_TIMED_OUT)
                .addStates(State.STATE_NOT_ATTEMPTED)
                .build());
    assertThat(request.getDisconnectAction()).isEqualTo(DisconnectAction.DISCONNECT_ACTION_CANCEL);
    assertThat(request.getRequestId()).isNotEmpty();
  }

  @Test
  void withoutStatesTheServiceChoosesThem() {
    CommandLineRun.against(service, "retry", "41");

    assertThat(service.executions.remove().getRetry().getStatesList()).isEmpty();
  }

  @Test
  void aRetryMayBeLeftRunning() {
    CommandLineRun run = CommandLineRun.against(service, "retry", "41", "--detach");

    assertThat(run.out()).isEqualTo("executions/42\n");
    assertThat(service.executions.remove().getDisconnectAction())
        .isEqualTo(DisconnectAction.DISCONNECT_ACTION_CONTINUE);
  }

  @Test
  void anUnknownStateIsToldWithTheRightOnes() {
    CommandLineRun run =
        CommandLineRun.against(service, "retry", "41", "--states", "failed,broken");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'broken' is not a state; use pending, running, retry_wait, succeeded, failed");
    assertThat(service.executions).isEmpty();
  }

  @Test
  void anUnknownExecutionIsTold() {
    assertThat(CommandLineRun.against(service, "retry", "40").err()).contains("error: NOT_FOUND");
    assertThat(service.executions).isEmpty();
  }
}
