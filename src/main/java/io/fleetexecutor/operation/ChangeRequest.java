package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.ResponseHead;
import io.fleetexecutor.execution.AttemptNotes;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A request that changes something. What is known of its outcome is noted at every moment: nothing
 * was sent, nobody knows, or the API server has told.
 */
final class ChangeRequest {
  private final AttemptNotes notes;
  private final ApiRequest request;
  private final AtomicBoolean open = new AtomicBoolean();

  ChangeRequest(OperationContext context, ApiRequest request) {
    this.notes = context.notes();
    this.request = request;
  }

  /**
   * @param changed whether a successful answer says that something changed
   */
  <T> Uni<T> send(
      ApiServer server, Supplier<? extends BodyReader<T>> reader, Predicate<T> changed) {
    return settle(server.send(request, reader, this::sending), changed);
  }

  /** The same with whatever answer there is. */
  <T> Uni<T> exchange(
      ApiServer server, Function<ResponseHead, BodyReader<T>> reader, Predicate<T> changed) {
    return settle(server.exchange(request, reader, this::sending), changed);
  }

  private void sending() {
    if (open.compareAndSet(false, true)) {
      notes.sending();
    }
  }

  private <T> Uni<T> settle(Uni<T> sent, Predicate<T> changed) {
    return sent.invoke(answer -> settled(changed.test(answer)))
        .onFailure(ChangeRequest::isRefusal)
        .invoke(() -> settled(false));
  }

  private void settled(boolean changed) {
    if (open.compareAndSet(true, false)) {
      notes.settled(changed);
    }
  }

  /** Unlike an error of the server, after which nobody knows what it has done. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ClusterFailure known && known.isRefusal();
  }
}
