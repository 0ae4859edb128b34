package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.RolloutEvents.accepted;
import static io.fleetexecutor.cli.RolloutEvents.attemptFailed;
import static io.fleetexecutor.cli.RolloutEvents.awaitsApproval;
import static io.fleetexecutor.cli.RolloutEvents.notices;
import static io.fleetexecutor.cli.RolloutEvents.paused;
import static io.fleetexecutor.cli.RolloutEvents.running;
import static io.fleetexecutor.cli.RolloutEvents.succeeded;
import static io.fleetexecutor.cli.RolloutEvents.waveStarted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of waves, pauses and retries while an execution runs. */
class RolloutNoticesTest {
  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
    Execution.Builder execution = Execution.newBuilder().setName("executions/42");
    execution.getSpecBuilder().getOperationBuilder().getCheckHealthBuilder();
    service.execution = execution.build();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void eachWaveThatStartsIsTold() {
    service.streams(
        accepted(4),
        waveStarted(0, "canary\n", 1),
        waveStarted(1, "wave 2", 100),
        waveStarted(2, "wave 3", 7),
        waveStarted(3, "rest", 2),
        succeeded(4));

    CommandLineRun run = execute("--wave", "1:name=x", "--wave", "10%", "--wave", "7");

    assertThat(notices(run))
        .containsExactly(
            "wave 1/4 (canary\\n): 1 cluster",
            "wave 2/4 (10%): 100 clusters",
            "wave 3/4: 7 clusters",
            "wave 4/4 (rest): 2 clusters");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPauseIsToldWithWhoPausedAndWhoResumedAndWhy() {
    service.streams(
        accepted(1),
        paused("alerts\u001b", "ann"),
        running("all clear", "bob"),
        paused("", "ann"),
        running("", "ann"),
        succeeded(1));

    assertThat(notices(execute()))
        .containsExactly(
            "paused by ann: alerts\\u001b",
            "resumed by bob: all clear",
            "paused by ann",
            "resumed by ann");
  }

  @Test
  void whatWaitsForApprovalIsToldWithTheCommandThatApprovesIt() {
    service.streams(
        accepted(2),
        waveStarted(0, "canary", 1),
        awaitsApproval(0, "wave 1 (canary) has ended; the next wave waits for approval"),
        running("looks good", "bob"),
        waveStarted(1, "rest", 1),
        succeeded(2));

    assertThat(notices(execute("--group")))
        .containsExactly(
            "wave 1/2 (canary): 1 cluster",
            "paused: wave 1 (canary) has ended; the next wave waits for approval; approve it with:"
                + " fleet resume executions/42 --wave 1",
            "approved by bob: looks good",
            "wave 2/2 (rest): 1 cluster");
  }

  @Test
  void aSoakNeedsNobodyAndWhatFollowsItIsTheNextWave() {
    String soak = "wave 1 (canary) has ended; the next wave starts at 12:00, after its soak";
    service.streams(
        accepted(2),
        waveStarted(0, "canary", 1),
        paused(soak, ""),
        running("", ""),
        waveStarted(1, "rest", 1),
        succeeded(2));

    assertThat(notices(execute()))
        .containsExactly(
            "wave 1/2 (canary): 1 cluster", "paused: " + soak, "wave 2/2 (rest): 1 cluster");
  }

  @Test
  void whoeverJoinsLaterIsToldWhatIsKnown() {
    service.thenWatched(
        WatchScript.completes(
            awaitsApproval(1, "wave 2 (x) has ended; the next wave waits for approval"),
            running("", "bob"),
            waveStarted(2, "rest", 1),
            succeeded(3)));

    assertThat(notices(CommandLineRun.against(service, "watch", "42", "--from", "9")))
        .containsExactly(
            "paused: wave 2 (x) has ended; the next wave waits for approval; approve it with:"
                + " fleet resume executions/42 --wave 2",
            "approved by bob",
            "wave 3 (rest): 1 cluster");
  }

  @Test
  void anAttemptThatIsFollowedByAnotherIsTold() {
    service.streams(
        accepted(1),
        attemptFailed("c-007", 1, "connection\nrefused"),
        attemptFailed("c-007", 2, ""),
        succeeded(1));

    CommandLineRun run = execute();

    assertThat(run.exitCode()).isZero();
    assertThat(notices(run))
        .containsExactly(
            "! c-007: attempt 1 failed: connection\\nrefused; next in 1.3s",
            "! c-007: attempt 2 failed; next in 1.3s");
  }

  @Test
  void whereManyAttemptsFailOnlyTheFirstOnesAreTold() {
    List<ExecuteResponse> events = new ArrayList<>(List.of(accepted(1)));
    for (int cluster = 1; cluster <= 300; cluster++) {
      events.add(attemptFailed("c-" + cluster, 1, "refused"));
    }
    events.add(succeeded(300));
    service.streams(events.toArray(ExecuteResponse[]::new));

    assertThat(notices(execute()))
        .hasSize(22)
        .startsWith("! c-1: attempt 1 failed: refused; next in 1.3s")
        .endsWith(
            "! c-20: attempt 1 failed: refused; next in 1.3s",
            "more attempts fail and are followed by others; they are only counted",
            "300 attempts failed and were followed by others");
  }

  private CommandLineRun execute(String... options) {
    List<String> arguments = new ArrayList<>(List.of("execute", "health"));
    arguments.addAll(List.of(options));
    return CommandLineRun.against(service, arguments.toArray(String[]::new));
  }
}
