package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ResumeExecutionRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeCommandTest {
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
  void aResumedExecutionIsToldWithItsState() {
    CommandLineRun run = CommandLineRun.against(service, "resume", "42", "--reason", "all clear");

    assertThat(run).isEqualTo(new CommandLineRun(0, "executions/42  RUNNING\n", ""));
    assertThat(service.resumptions)
        .containsExactly(
            ResumeExecutionRequest.newBuilder()
                .setName("executions/42")
                .setReason("all clear")
                .build());
  }

  @Test
  void aWaveIsNumberedAsPeopleCount() {
    CommandLineRun run = CommandLineRun.against(service, "resume", "executions/42", "--wave", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(service.resumptions)
        .containsExactly(
            ResumeExecutionRequest.newBuilder()
                .setName("executions/42")
                .setApprovedWaveIndex(0)
                .build());
  }

  @Test
  void thereIsNoWaveBeforeTheFirst() {
    CommandLineRun run = CommandLineRun.against(service, "resume", "42", "--wave", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("error: --wave is '0'; waves are numbered from 1");
    assertThat(service.resumptions).isEmpty();
  }

  @Test
  void oneThatCannotBeResumedIsTold() {
    CommandLineRun run = CommandLineRun.against(service, "resume", "43");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: NOT_FOUND: no executions/43");
  }

  @Test
  void oneExecutionMustBeNamed() {
    assertThat(CommandLineRun.against(service, "resume").exitCode()).isEqualTo(2);
    assertThat(CommandLineRun.against(service, "resume", "42", "43").exitCode()).isEqualTo(2);
    assertThat(service.resumptions).isEmpty();
  }
}
