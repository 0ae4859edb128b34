package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectTest {
  private static final String[] HEALTH = {"execute", "health", "-o", "json"};
  private static final ExecuteResponse ACCEPTED = Events.at(1, Events.accepted("a", "b"));
  private static final ExecuteResponse FIRST = Events.at(3, Events.finished(Events.succeeded("a")));
  private static final ExecuteResponse SECOND =
      Events.at(5, Events.finished(Events.succeeded("b")));
  private static final ExecuteResponse ENDED =
      Events.at(7, Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(2, 2)));

  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService().streams(ACCEPTED, FIRST).fails(lost());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aBrokenStreamIsGoneOnWithAfterItsLastEvent() throws Exception {
    service
        .thenWatched(WatchScript.fails(lost(), SECOND))
        .thenWatched(WatchScript.completes(ENDED));

    CommandLineRun run = CommandLineRun.against(service, HEALTH);

    assertThat(run.exitCode()).isZero();
    assertThat(events(run)).containsExactly(ACCEPTED, FIRST, SECOND, ENDED);
    assertThat(service.watches).containsExactly(watch(4), watch(6));
    assertThat(run.err().lines())
        .startsWith(
            "the connection broke (UNAVAILABLE: gone); reconnecting to executions/42",
            "the connection broke (UNAVAILABLE: gone); reconnecting to executions/42")
        .endsWith("executions/42  SUCCEEDED");
  }

  @Test
  void aServiceThatIsAwayIsTriedAgainAndToldOfOnce() throws Exception {
    service
        .thenWatched(WatchScript.fails(lost()))
        .thenWatched(WatchScript.fails(draining()))
        .thenWatched(WatchScript.completes(SECOND, ENDED));

    CommandLineRun run = CommandLineRun.against(service, HEALTH);

    assertThat(run.exitCode()).isZero();
    assertThat(events(run)).containsExactly(ACCEPTED, FIRST, SECOND, ENDED);
    assertThat(service.watches).containsExactly(watch(4), watch(4), watch(4));
    assertThat(run.err()).containsOnlyOnce("the connection broke");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"INTERNAL", "CANCELLED"})
  void aStreamThatWasResetIsGoneOnWith(Status.Code code) throws Exception {
    service
        .fails(code.toStatus().withDescription("RST_STREAM closed stream").asRuntimeException())
        .thenWatched(WatchScript.completes(SECOND, ENDED));

    assertThat(events(CommandLineRun.against(service, HEALTH)))
        .containsExactly(ACCEPTED, FIRST, SECOND, ENDED);
  }

  @Test
  void aServiceThatDrainsIsWaitedForAsLongAsTheExecutionHasNotEnded() {
    service.fails(draining()).thenWatched(WatchScript.completes(SECOND, ENDED));

    assertThat(CommandLineRun.against(service, HEALTH).exitCode()).isZero();
    assertThat(service.watches).containsExactly(watch(4));
  }

  @Test
  void whatTheServiceItselfSaysIsFinal() {
    service.fails(reasoned(Code.INTERNAL, "INTERNAL"));

    CommandLineRun run = CommandLineRun.against(service, HEALTH);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("error: INTERNAL (INTERNAL)");
    assertThat(service.watches).isEmpty();
  }

  @Test
  void anExecutionThatIsNotKeptAnyMoreIsNotTriedAgain() {
    service.thenWatched(WatchScript.fails(reasoned(Code.NOT_FOUND, "EXECUTION_NOT_FOUND")));

    CommandLineRun run = CommandLineRun.against(service, HEALTH);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "the call failed: 1 of 2 clusters had finished: 1 succeeded (executions/42)",
            "See what became of it with: fleet show executions/42",
            "error: NOT_FOUND (EXECUTION_NOT_FOUND)");
    assertThat(service.watches).hasSize(1);
  }

  @Test
  void aServiceThatStaysAwayIsGivenUpWithWhatItLastSaid() {
    service.thenWatched(WatchScript.fails(Status.UNAVAILABLE.withDescription("still gone")));

    CommandLineRun run = CommandLineRun.against(service, timeout("1ms"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("error: UNAVAILABLE: still gone");
    assertThat(service.watches).hasSize(1);
  }

  @Test
  void anOpenStreamInWhichNothingCameIsNoPartOfAnOutage() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    service
        .thenWatched(
            new WatchScript(
                List.of(),
                observer -> {
                  now.set(Instant.EPOCH.plusSeconds(10));
                  observer.onError(lost());
                }))
        .thenWatched(WatchScript.completes(SECOND, ENDED));

    CommandLineRun run =
        CommandLineRun.of(
            Terminal.NONE, now::get, CommandLineRun.withServer(service, timeout("1ms")));

    assertThat(run.exitCode()).isZero();
    assertThat(events(run)).containsExactly(ACCEPTED, FIRST, SECOND, ENDED);
  }

  @Test
  void noTimeToReconnectMeansNotAtAll() {
    CommandLineRun run = CommandLineRun.against(service, timeout("0s"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("error: UNAVAILABLE: gone").doesNotContain("reconnecting");
    assertThat(service.watches).isEmpty();
  }

  @Test
  void aCallThatNeverBeganIsNotGoneOnWith() {
    service.streams();

    assertThat(CommandLineRun.against(service, HEALTH).exitCode()).isEqualTo(3);
    assertThat(service.watches).isEmpty();
  }

  @Test
  void afterTheLastEventNoFailureMatters() {
    service.streams(ACCEPTED, FIRST, SECOND, ENDED);

    CommandLineRun run = CommandLineRun.against(service, HEALTH);

    assertThat(run.exitCode()).isZero();
    assertThat(service.watches).isEmpty();
  }

  private static String[] timeout(String timeout) {
    return new String[] {"execute", "health", "-o", "json", "--reconnect-timeout", timeout};
  }

  private static WatchExecutionRequest watch(long from) {
    return WatchExecutionRequest.newBuilder()
        .setName("executions/42")
        .setStartSequence(from)
        .build();
  }

  private static StatusRuntimeException lost() {
    return Status.UNAVAILABLE.withDescription("gone").asRuntimeException();
  }

  private static StatusRuntimeException draining() {
    return reasoned(Code.UNAVAILABLE, "DRAINING");
  }

  private static StatusRuntimeException reasoned(Code code, String reason) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage("as it is")
            .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).build()))
            .build());
  }

  private static List<ExecuteResponse> events(CommandLineRun run) throws IOException {
    List<ExecuteResponse> events = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      ExecuteResponse.Builder event = ExecuteResponse.newBuilder();
      JsonFormat.parser().merge(line, event);
      events.add(event.build());
    }
    return events;
  }
}
