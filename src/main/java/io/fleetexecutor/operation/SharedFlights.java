package io.fleetexecutor.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whoever asks for the same thing at once shares the work, which ends with its last subscriber. */
final class SharedFlights<K, T> {

  private final Map<K, Multi<T>> flights = new ConcurrentHashMap<>();

  Uni<T> join(K key, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () ->
                flights
                    .computeIfAbsent(key, absent -> share(absent, work))
                    .toUni()
                    .onItem()
                    .ifNull()
                    .switchTo(work));
  }

  private Multi<T> share(K key, Uni<T> work) {
    return work.onTermination()
        .invoke(() -> flights.remove(key))
        .toMulti()
        .broadcast()
        .withCancellationAfterLastSubscriberDeparture()
        .toAtLeast(1);
  }
}
