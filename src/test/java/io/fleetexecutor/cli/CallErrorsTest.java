package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;

class CallErrorsTest extends ScriptedServiceTest {
  @Test
  void everyViolationOfTheRequestIsTold() {
    BadRequest.Builder violations = BadRequest.newBuilder();
    violations.addFieldViolationsBuilder().setField("spec.a").setDescription("must be b");
    violations.addFieldViolationsBuilder().setField("spec.c").setDescription("must be d");
    service.fails(status(Code.INVALID_ARGUMENT, "2 fields", Any.pack(violations.build())));

    CommandLineRun run = CommandLineRun.against(service, "execute", "list", "pods");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            error: INVALID_ARGUMENT: 2 fields
              spec.a: must be b
              spec.c: must be d
            """);
  }

  @Test
  void theOnlyViolationIsNotToldTwice() {
    BadRequest.Builder violations = BadRequest.newBuilder();
    violations.addFieldViolationsBuilder().setField("spec.a").setDescription("must be b");
    service.fails(status(Code.INVALID_ARGUMENT, "spec.a: must be b", Any.pack(violations.build())));

    assertThat(CommandLineRun.against(service, "execute", "list", "pods").err())
        .isEqualTo("error: INVALID_ARGUMENT: spec.a: must be b\n");
  }

  @Test
  void aRefusedSelectorIsAUsageErrorWithItsReason() {
    Any reason = Any.pack(ErrorInfo.newBuilder().setReason("NO_CLUSTER_SELECTED").build());
    service.fails(status(Code.FAILED_PRECONDITION, "no cluster", reason));

    CommandLineRun run = CommandLineRun.against(service, "plan", "health");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("error: FAILED_PRECONDITION (NO_CLUSTER_SELECTED): no cluster\n");
  }

  @Test
  void aCallerWhoIsNotKnownIsToldHowToGoOn() {
    service.fails(io.grpc.Status.UNAUTHENTICATED.withDescription("no token").asRuntimeException());

    CommandLineRun run = CommandLineRun.against(service, "status");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo(
            """
            error: UNAUTHENTICATED: no token
            Log in with fleet login, or give a token: --token-file, --token-command or FLEET_TOKEN
            """);
  }

  @Test
  void whatACallerMayNotDoIsToldAsTheServiceSaysIt() {
    service.fails(
        io.grpc.Status.PERMISSION_DENIED.withDescription("jane may not").asRuntimeException());

    CommandLineRun run = CommandLineRun.against(service, "execute", "health");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).endsWith("error: PERMISSION_DENIED: jane may not\n");
  }

  @Test
  void aServiceThatDrainsIsNotCalledMissing() {
    Any reason = Any.pack(ErrorInfo.newBuilder().setReason("DRAINING").build());
    service.fails(status(Code.UNAVAILABLE, "shutting down", reason));

    CommandLineRun run = CommandLineRun.against(service, "execute", "health");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("error: UNAVAILABLE (DRAINING): shutting down\n");
  }

  @Test
  void aServiceThatIsNotThereIsToldWithTheWayToStartIt() {
    String address = service.address();
    service.close();

    CommandLineRun run = CommandLineRun.of("status", "--server", address);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("error: UNAVAILABLE", "Connection refused", address, "fleet serve");
  }

  @Test
  void eventsThatAreNotKeptAreToldWithTheOldestThatIs() {
    service.execution = Execution.newBuilder().setName("executions/42").build();
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setReason("EVENTS_NOT_KEPT")
            .putMetadata("oldest_sequence", "7")
            .build();
    service.thenWatched(WatchScript.fails(status(Code.OUT_OF_RANGE, "not kept", Any.pack(info))));

    CommandLineRun run = CommandLineRun.against(service, "watch", "42", "--from", "3");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            """
            error: OUT_OF_RANGE (EVENTS_NOT_KEPT): not kept
            The oldest event that is kept: --from 7
            """);
  }

  @Test
  void aCallThatBreaksOffTellsWhatHadFinished() {
    service
        .streams(
            Events.accepted("a", "b", "c"),
            Events.finished(Events.succeeded("a")),
            Events.finished(Events.failed("b", ClusterResult.State.STATE_TIMED_OUT, "slow")))
        .fails(
            status(
                Code.INTERNAL,
                "bug",
                Any.pack(ErrorInfo.newBuilder().setReason("INTERNAL").build())));

    CommandLineRun run = CommandLineRun.against(service, "execute", "health");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "the call failed: 2 of 3 clusters had finished: 1 succeeded, 1 timed out"
                + " (executions/42)",
            "error: INTERNAL (INTERNAL): bug");
  }

  @Test
  void aStreamWithoutSummaryIsNoSuccess() {
    service.streams(Events.accepted("a"), Events.finished(Events.succeeded("a")));

    CommandLineRun run = CommandLineRun.against(service, "execute", "health");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("ended without a summary");
  }

  @Test
  void aStreamWithoutAnyEventNamesNoExecution() {
    assertThat(CommandLineRun.against(service, "execute", "health").err())
        .endsWith("the stream ended without a summary: 0 clusters had finished\n");
  }

  private static StatusRuntimeException status(Code code, String message, Any detail) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder().setCode(code.value()).setMessage(message).addDetails(detail).build());
  }
}
