package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.Execution;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelCommandTest {
  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
    service.execution = Execution.newBuilder().setName("executions/42").build();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aCancelledExecutionIsToldWithItsState() {
    CommandLineRun run = CommandLineRun.against(service, "cancel", "42", "--reason", "too slow");

    assertThat(run).isEqualTo(new CommandLineRun(0, "executions/42  STOPPING\n", ""));
    assertThat(service.cancellations)
        .containsExactly(
            CancelExecutionRequest.newBuilder()
                .setName("executions/42")
                .setReason("too slow")
                .build());
  }

  @Test
  void oneThatCannotBeCancelledDoesNotKeepTheOthersFromIt() {
    CommandLineRun run = CommandLineRun.against(service, "cancel", "43", "executions/42");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("executions/42  STOPPING\n");
    assertThat(run.err()).contains("error: NOT_FOUND: no executions/43");
  }

  @Test
  void anExecutionMustBeNamed() {
    assertThat(CommandLineRun.against(service, "cancel").exitCode()).isEqualTo(2);
    CommandLineRun run = CommandLineRun.against(service, "cancel", "clusters/a");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'clusters/a' is not an execution; write it as executions/ID");
    assertThat(service.cancellations).isEmpty();
  }
}
