package io.fleetexecutor.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals and exit codes of a process of its own. */
class SignalTest {
  private static final Execution HEALTH = health();

  private final List<FleetProcess> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(FleetProcess::close);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalCancelsTheCallAndTellsWhatHadFinished(String signal, int exitCode) throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.accepted("a", "b"), Events.finished(Events.succeeded("a")))
            .staysOpen()) {
      FleetProcess fleet = start("execute", "health", "--server", service.address());
      // The first row is out, so that the stream is being read.
      assertThat(fleet.outLine()).startsWith("CLUSTER");
      assertThat(fleet.outLine()).startsWith("a ");

      fleet.signal(signal);

      assertThat(fleet.exitCode()).isEqualTo(exitCode);
      assertThat(fleet.errLines())
          .containsExactly("cancelled: 1 of 2 clusters had finished: 1 succeeded (executions/42)");
      assertThat(service.cancelled.await(60, SECONDS)).isTrue();
    }
  }

  @Test
  void aSecondSignalEndsAProcessThatCannotFinish() throws Exception {
    String longName = "x".repeat(1 << 20);
    try (ScriptedService service =
        new ScriptedService()
            .streams(
                Events.accepted("a"),
                Events.finished(
                    Events.succeeded("a")
                        .setTable(
                            Events.table(List.of("Name")).addRows(Events.row("n", longName)))))
            .staysOpen()) {
      FleetProcess fleet = start("execute", "list", "x", "--server", service.address());
      // The first byte is out, and nobody reads the others.
      assertThat(fleet.process().getInputStream().read()).isEqualTo('C');

      fleet.signal("INT");
      assertThat(service.cancelled.await(60, SECONDS)).isTrue();
      assertThat(fleet.process().isAlive()).isTrue();
      fleet.signal("INT");

      assertThat(fleet.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void aReaderThatHasGoneEndsTheCall() throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.accepted("a", "b"), Events.finished(Events.succeeded("a")))
            .staysOpen()) {
      FleetProcess fleet = start("execute", "health", "--server", service.address());
      fleet.process().getInputStream().close();

      assertThat(fleet.exitCode()).isEqualTo(141);
      assertThat(service.cancelled.await(60, SECONDS)).isTrue();
    }
  }

  @Test
  void leavingAWatchedExecutionDoesNotCancelIt() throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .thenWatched(
                WatchScript.staysOpen(
                    Events.accepted("a", "b"), Events.finished(Events.succeeded("a"))))) {
      service.execution = HEALTH;
      FleetProcess fleet = start("watch", "42", "--server", service.address());
      assertThat(fleet.outLine()).startsWith("CLUSTER");
      assertThat(fleet.outLine()).startsWith("a ");

      fleet.signal("INT");

      assertThat(fleet.exitCode()).isEqualTo(130);
      assertThat(fleet.errLines())
          .containsExactly(
              "stopped watching: 1 of 2 clusters had finished: 1 succeeded (executions/42)",
              "executions/42 goes on; cancel it with: fleet cancel executions/42");
      assertThat(service.cancellations).isEmpty();
    }
  }

  @Test
  void anExecutionThatWasReconnectedToIsCancelledByACallOfItsOwn() throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.at(1, Events.accepted("a", "b")))
            .fails(Status.UNAVAILABLE.asRuntimeException())
            .thenWatched(
                WatchScript.staysOpen(Events.at(3, Events.finished(Events.succeeded("a")))))) {
      service.execution = HEALTH;
      FleetProcess fleet = start("execute", "health", "--server", service.address());
      assertThat(fleet.outLine()).startsWith("CLUSTER");
      assertThat(fleet.outLine()).startsWith("a ");

      fleet.signal("INT");

      assertThat(fleet.exitCode()).isEqualTo(130);
      assertThat(fleet.errLines())
          .containsExactly(
              "the connection broke (UNAVAILABLE); reconnecting to executions/42",
              "cancelled: 1 of 2 clusters had finished: 1 succeeded (executions/42)");
      assertThat(service.cancellations)
          .extracting(CancelExecutionRequest::getName)
          .containsExactly("executions/42");
    }
  }

  @Test
  void aSignalEndsTheWaitForAServiceThatIsAway() throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.accepted("a", "b"), Events.finished(Events.succeeded("a")))
            .staysOpen()) {
      FleetProcess fleet =
          start("execute", "health", "--reconnect-timeout", "2h", "--server", service.address());
      assertThat(fleet.outLine()).startsWith("CLUSTER");
      assertThat(fleet.outLine()).startsWith("a ");
      service.close();
      assertThat(fleet.errLine()).startsWith("the connection broke (");

      fleet.signal("INT");

      assertThat(fleet.exitCode()).isEqualTo(130);
      List<String> told = fleet.errLines();
      assertThat(told).hasSize(2);
      assertThat(told.getFirst())
          .startsWith("not cancelled: UNAVAILABLE")
          .endsWith("(executions/42)");
      assertThat(told.getLast()).isEqualTo("Cancel it with: fleet cancel executions/42");
    }
  }

  @Test
  void aSignalEndsAReconnectedStreamInWhichNothingHasCome() throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.accepted("a", "b"))
            .fails(Status.UNAVAILABLE.asRuntimeException())
            .thenWatched(WatchScript.fails(Status.UNAVAILABLE))
            .thenWatched(WatchScript.staysOpen())) {
      service.execution = HEALTH;
      FleetProcess fleet = start("execute", "health", "--server", service.address());
      assertThat(service.watches.poll(60, SECONDS)).isNotNull();
      assertThat(service.watches.poll(60, SECONDS)).isNotNull();

      fleet.signal("INT");

      assertThat(fleet.exitCode()).isEqualTo(130);
      assertThat(fleet.errLines())
          .containsExactly(
              "the connection broke (UNAVAILABLE); reconnecting to executions/42",
              "cancelled: 0 of 2 clusters had finished (executions/42)");
      assertThat(service.cancellations).hasSize(1);
    }
  }

  @Test
  void aServiceThatDiesAndComesBackIsGoneOnWith() throws Exception {
    try (ScriptedService first =
        new ScriptedService()
            .streams(
                Events.at(1, Events.accepted("a", "b")),
                Events.at(3, Events.finished(Events.succeeded("a"))))
            .staysOpen()) {
      FleetProcess fleet = start("execute", "health", "--server", first.address());
      assertThat(fleet.outLine()).startsWith("CLUSTER");
      assertThat(fleet.outLine()).startsWith("a ");
      try (ScriptedService second = first.restarted()) {
        second.thenWatched(
            WatchScript.completes(
                Events.at(5, Events.finished(Events.succeeded("b"))),
                Events.at(7, Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(2, 2)))));

        assertThat(fleet.exitCode()).isZero();
        assertThat(fleet.outLine()).startsWith("b ");
        assertThat(fleet.outLine()).isNull();
        assertThat(fleet.errLine()).startsWith("the connection broke (");
        assertThat(fleet.errLines())
            .containsExactly(
                "2 clusters: 2 succeeded in 3.2s (avg 120ms, p95 300ms, max 2.0s)",
                "executions/42  SUCCEEDED");
        assertThat(second.watches)
            .extracting(WatchExecutionRequest::getStartSequence)
            .containsExactly(4L);
      }
    }
  }

  private FleetProcess start(String... args) throws IOException {
    FleetProcess process = FleetProcess.start(args);
    processes.add(process);
    return process;
  }

  private static Execution health() {
    Execution.Builder execution = Execution.newBuilder().setName("executions/42");
    execution.getSpecBuilder().getOperationBuilder().getCheckHealthBuilder();
    return execution.build();
  }
}
