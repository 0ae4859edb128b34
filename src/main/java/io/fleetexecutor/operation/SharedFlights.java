package io.fleetexecutor.operation;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks for the same thing at once shares the work, which ends with its last subscriber.
 * Whoever joins gets an end, even in the moment in which the work ends; Mutiny's broadcast does not
 * promise that.
 */
final class SharedFlights<K, T> {

  private final Map<K, Flight<T>> flights = new ConcurrentHashMap<>();

  private record Flight<T>(CompletableFuture<T> landing, int passengers) {
    Flight<T> withOneMore() {
      return new Flight<>(landing, passengers + 1);
    }

    /** Null where that was the last one. */
    @Nullable Flight<T> withoutOne() {
      return passengers == 1 ? null : new Flight<>(landing, passengers - 1);
    }
  }

  Uni<T> join(K key, Uni<T> work) {
    return Uni.createFrom().deferred(() -> board(key, work));
  }

  private Uni<T> board(K key, Uni<T> work) {
    var own = new Flight<>(new CompletableFuture<T>(), 1);
    CompletableFuture<T> landing =
        flights.merge(key, own, (underWay, alone) -> underWay.withOneMore()).landing();
    if (landing == own.landing()) {
      depart(key, work, landing);
    }
    return Uni.createFrom()
        .completionStage(landing.copy())
        .onCancellation()
        .invoke(() -> leave(key, landing));
  }

  private void depart(K key, Uni<T> work, CompletableFuture<T> landing) {
    Cancellable underWay =
        work.onTermination()
            .invoke(() -> remove(key, landing))
            .subscribe()
            .with(landing::complete, landing::completeExceptionally);
    landing.whenComplete((item, failure) -> underWay.cancel());
  }

  private void remove(K key, CompletableFuture<T> landing) {
    flights.computeIfPresent(key, (same, flight) -> flight.landing() == landing ? null : flight);
  }

  private void leave(K key, CompletableFuture<T> landing) {
    Flight<T> left =
        flights.computeIfPresent(
            key, (same, flight) -> flight.landing() == landing ? flight.withoutOne() : flight);
    if (left == null || left.landing() != landing) {
      landing.cancel(false);
    }
  }
}
