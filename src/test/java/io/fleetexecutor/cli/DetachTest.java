package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import org.junit.jupiter.api.Test;

class DetachTest extends ScriptedServiceTest {
  @Test
  void anAcceptedExecutionIsNamedAndLeftRunning() {
    service.streams(Events.accepted("a")).staysOpen();

    CommandLineRun run = CommandLineRun.against(service, "execute", "health", "--detach");

    assertThat(run)
        .isEqualTo(
            new CommandLineRun(0, "executions/42\n", "Watch it with: fleet watch executions/42\n"));
    assertThat(service.executions.remove().getDisconnectAction())
        .isEqualTo(DisconnectAction.DISCONNECT_ACTION_CONTINUE);
  }

  @Test
  void theOptionMayStandBeforeTheOperation() {
    service.streams(Events.accepted("a")).staysOpen();

    assertThat(CommandLineRun.against(service, "execute", "--detach", "list", "pods").out())
        .isEqualTo("executions/42\n");
  }

  @Test
  void aRefusalIsToldAsEver() {
    service.fails(io.grpc.Status.FAILED_PRECONDITION.withDescription("none").asRuntimeException());

    CommandLineRun run = CommandLineRun.against(service, "execute", "health", "--detach");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("error: FAILED_PRECONDITION: none\n");
  }

  @Test
  void aStreamWithoutAnyEventIsNoSuccess() {
    CommandLineRun run = CommandLineRun.against(service, "execute", "health", "--detach");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("DATA_LOSS: the stream ended without an event");
  }

  @Test
  void aPlanCannotBeLeftRunning() {
    assertThat(CommandLineRun.against(service, "plan", "health", "--detach").exitCode())
        .isEqualTo(2);
  }
}
