package io.fleetexecutor.cli;

import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Opens a stream again after the connection broke.
 *
 * @param timeout how long a service that is away is tried; zero: not at all
 */
record Reconnection(FleetClient client, Screen screen, InstantSource clock, Duration timeout) {
  private static final Duration FIRST_DELAY = Duration.ofMillis(250);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /** A stream that was open for so long was no part of an outage, though nothing came in it. */
  private static final Duration STEADY = Duration.ofSeconds(10);

  /**
   * Whether a stream may come back after this, unless the call itself was cancelled. What the
   * service says carries a reason, and is final, but that it is shutting down.
   */
  boolean helps(Throwable failure, Context call) {
    if (timeout.isZero()
        || call.isCancelled()
        || !(failure instanceof StatusRuntimeException status)) {
      return false;
    }
    return switch (status.getStatus().getCode()) {
      case UNAVAILABLE -> true;
      // Both are how gRPC tells of a stream that was reset.
      case INTERNAL, CANCELLED -> StatusDetails.of(status).find(ErrorInfo.class).isEmpty();
      default -> false;
    };
  }

  /**
   * Waits for the first event, or the end, of a stream that answers; throws why none did.
   *
   * @param name what it is a stream of, for people
   * @param stream called for each attempt
   */
  <T> Iterator<T> reopen(String name, Supplier<Iterator<T>> stream, StatusRuntimeException broken) {
    screen.notice(
        Printable.of(
            "the connection broke (%s); reconnecting to %s".formatted(broken.getMessage(), name)));
    Context call = Context.current();
    AtomicReference<Instant> opened = new AtomicReference<>(clock.instant());
    while (true) {
      try {
        return attempts(stream, call, opened).await().indefinitely();
      } catch (StatusRuntimeException failure) {
        if (!helps(failure, call) || clock.instant().isBefore(opened.get().plus(STEADY))) {
          throw failure;
        }
      }
    }
  }

  private <T> Uni<Iterator<T>> attempts(
      Supplier<Iterator<T>> stream, Context call, AtomicReference<Instant> opened) {
    Uni<Iterator<T>> attempts =
        Uni.createFrom()
            .item(Unchecked.supplier(() -> call.call(() -> open(stream, opened))))
            .onFailure(failure -> helps(failure, call))
            .retry()
            .withBackOff(FIRST_DELAY, LONGEST_DELAY)
            .expireIn(timeout.toMillis())
            // How Mutiny says that the time is over.
            .onFailure(IllegalStateException.class)
            .transform(expired -> expired.getCause() == null ? expired : expired.getCause());
    return Uni.join().first(attempts, Reconnection.<T>cancelled(call)).toTerminate();
  }

  private <T> Iterator<T> open(Supplier<Iterator<T>> stream, AtomicReference<Instant> opened) {
    // Otherwise gRPC keeps to delays of its own, which become minutes.
    client.channel().resetConnectBackoff();
    opened.set(clock.instant());
    Iterator<T> events = stream.get();
    boolean unused = events.hasNext();
    return events;
  }

  /** Fails once the call is cancelled, so that no delay is waited for in vain. */
  private static <T> Uni<Iterator<T>> cancelled(Context call) {
    return Uni.createFrom()
        .emitter(
            waiting ->
                call.addListener(
                    cancelled -> waiting.fail(Status.CANCELLED.asRuntimeException()),
                    Runnable::run));
  }
}
