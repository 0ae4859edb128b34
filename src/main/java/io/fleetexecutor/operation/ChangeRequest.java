package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.ResponseHead;
import io.fleetexecutor.cluster.SendListener;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A request that changes something. What is known of its outcome is noted at every moment: nothing
 * was sent, nobody knows, or the API server has told. A refusal tells of what was sent last, a
 * success of everything before it, too, as only what may be done twice is sent twice.
 */
final class ChangeRequest implements SendListener {
  private final OperationContext context;
  private final ApiRequest request;
  private final AtomicInteger open = new AtomicInteger();

  ChangeRequest(OperationContext context, ApiRequest request) {
    this.context = context;
    this.request = request;
  }

  /**
   * @param changed whether a successful answer says that something changed
   */
  <T> Uni<T> send(Supplier<? extends BodyReader<T>> reader, Predicate<T> changed) {
    if (context.dryRun()) {
      return context.server().send(request, reader);
    }
    return context
        .server()
        .send(request, reader, this)
        .invoke(answer -> succeeded(changed.test(answer)))
        .onFailure(ChangeRequest::isRefusal)
        .invoke(this::refused);
  }

  /** The same, not in a dry run, with whatever answer there is; a success counts as a change. */
  <T> Uni<T> exchange(
      Function<ResponseHead, BodyReader<T>> reader, Function<T, ResponseHead> answered) {
    return context
        .server()
        .exchange(request, reader, this)
        .invoke(
            answer -> {
              ResponseHead head = answered.apply(answer);
              if (head.isSuccess()) {
                succeeded(true);
              } else if (head.isRefusal()) {
                refused();
              }
            });
  }

  @Override
  public void sending() {
    context.notes().sending();
    open.incrementAndGet();
  }

  @Override
  public void refused() {
    open.decrementAndGet();
    context.notes().settled(false);
  }

  /** Whether it was sent, and no answer has told whether it was done. */
  boolean isOpen() {
    return open.get() > 0;
  }

  /** Tells what came of everything that was sent. */
  void succeeded(boolean changed) {
    for (int sent = open.getAndSet(0); sent > 0; sent--) {
      context.notes().settled(changed);
    }
  }

  /** Unlike an error of the server, after which nobody knows what it has done. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ClusterFailure known && known.isRefusal();
  }
}
