package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.PauseExecutionRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PauseCommandTest {
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
  void aPausedExecutionIsToldWithItsState() {
    CommandLineRun run = CommandLineRun.against(service, "pause", "42", "--reason", "alerts");

    assertThat(run).isEqualTo(new CommandLineRun(0, "executions/42  PAUSED\n", ""));
    assertThat(service.pauses)
        .containsExactly(
            PauseExecutionRequest.newBuilder()
                .setName("executions/42")
                .setReason("alerts")
                .build());
  }

  @Test
  void oneThatCannotBePausedDoesNotKeepTheOthersFromIt() {
    CommandLineRun run = CommandLineRun.against(service, "pause", "43", "executions/42");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("executions/42  PAUSED\n");
    assertThat(run.err()).contains("error: NOT_FOUND: no executions/43");
  }
}
