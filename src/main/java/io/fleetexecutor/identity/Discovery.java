package io.fleetexecutor.identity;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds something once, for all who wait for it, and keeps it. There is one search at a time; that
 * it has failed counts for {@value #FAILURE_SECONDS} s, and nobody waits beyond a limit.
 */
final class Discovery<T> {
  static final int FAILURE_SECONDS = 5;

  private final Uni<T> search;
  private final InstantSource clock;
  private final int mostWaiting;
  private final Set<UniEmitter<? super T>> waiting = new LinkedHashSet<>();
  private boolean searches;
  private @Nullable T found;
  private @Nullable Failure failure;

  private record Failure(Throwable cause, Instant time) {}

  /**
   * @param search whose failures are told as they are; it is never cancelled
   * @param mostWaiting how many may wait for it
   */
  Discovery(Uni<T> search, InstantSource clock, int mostWaiting) {
    this.search = search;
    this.clock = clock;
    this.mostWaiting = mostWaiting;
  }

  /** Fails as the search does, or with {@link IssuerBusyException}. Never blocks. */
  Uni<T> find() {
    return Uni.createFrom().emitter(asker -> admit(asker).run());
  }

  /** What is to be done for it without the lock. */
  private synchronized Runnable admit(UniEmitter<? super T> asker) {
    T known = found;
    if (known != null) {
      return () -> asker.complete(known);
    }
    Failure last = failure;
    if (last != null && counts(last)) {
      return () -> asker.fail(last.cause());
    }
    if (waiting.size() >= mostWaiting) {
      return () ->
          asker.fail(new IssuerBusyException("too many calls wait for the token's issuer"));
    }
    waiting.add(asker);
    boolean begins = !searches;
    searches = true;
    return () -> {
      asker.onTermination(() -> leave(asker));
      if (begins) {
        search
            .subscribe()
            .with(
                item -> end(item, null).forEach(other -> other.complete(item)),
                cause -> end(null, cause).forEach(other -> other.fail(cause)));
      }
    };
  }

  private boolean counts(Failure last) {
    Duration since = Duration.between(last.time(), clock.instant());
    // A clock that was set back must not make it count for longer.
    return !since.isNegative() && since.toSeconds() < FAILURE_SECONDS;
  }

  /** Whoever has waited for it. */
  private synchronized List<UniEmitter<? super T>> end(
      @Nullable T item, @Nullable Throwable cause) {
    searches = false;
    found = item;
    failure = cause == null ? null : new Failure(cause, clock.instant());
    List<UniEmitter<? super T>> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private synchronized void leave(UniEmitter<? super T> asker) {
    waiting.remove(asker);
  }
}
