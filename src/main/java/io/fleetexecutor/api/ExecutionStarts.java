package io.fleetexecutor.api;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.execution.StartRequest;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.v1.ExecuteRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** Starts executions for calls, and ends those that are to end with theirs. */
record ExecutionStarts(Executions executions, ExecutionAccess access, RequestReader requests) {

  /**
   * The events of what is asked for.
   *
   * @param caller whom it counts for
   */
  Calls.Events events(ExecuteRequest request, Grants grants, CallerKey caller) {
    // To be completed also where the client is gone before.
    CompletableFuture<Started> started =
        Calls.aside(() -> requests.execute(request, grants, caller))
            .chain(execute -> start(execute, grants))
            .subscribeAsCompletionStage();
    Multi<StreamEvent> events =
        Uni.createFrom()
            .completionStage(started.copy())
            .onItem()
            .transformToMulti(
                found ->
                    executions.watch(found.id(), 0, found.execute().stream().progressInterval()))
            .onCancellation()
            .invoke(() -> started.thenAccept(this::callEnded));
    return new Calls.Events(
        Audience.ofOwn(grants).told(events), request.getStreamOptions().getOmitOutputs());
  }

  private Uni<Started> start(ExecuteReader.Execute execute, Grants grants) {
    Uni<Void> permitted =
        execute.start().source() instanceof StartRequest.Retry retry
            ? access.audience(grants, retry.executionId()).replaceWithVoid()
            : Uni.createFrom().voidItem();
    return permitted
        .chain(() -> executions.start(execute.start()))
        .map(id -> new Started(id, execute));
  }

  /** An execution that a call has started. */
  private record Started(String id, ExecuteReader.Execute execute) {}

  private void callEnded(Started started) {
    if (started.execute().endsWithCall()) {
      executions.control().disconnect(started.id());
    }
  }
}
