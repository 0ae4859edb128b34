package io.fleetexecutor.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.limit.Places.Place;
import io.fleetexecutor.model.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final CallerKey JANE = CallerKey.of(Caller.named("jane"), "10.0.0.1");
  private static final CallerKey JOHN = CallerKey.of(Caller.named("john"), "10.0.0.1");

  @Test
  void aCallerTakesAsManyAsThereAreAndHindersNoOther() {
    var places = new Places(2);
    assertThat(taken(places, JANE, 3)).hasSize(2);
    assertThat(taken(places, JOHN, 3)).hasSize(2);
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    var places = new Places(3);
    Place first = taken(places, JANE, 3).getFirst();
    first.giveBack();
    first.giveBack();
    assertThat(taken(places, JANE, 3)).hasSize(1);
  }

  @Test
  void whatIsTakenInAnyCaseCounts() {
    var places = new Places(1);
    List<Place> forced = Stream.generate(() -> places.takeInAnyCase(JANE)).limit(3).toList();
    assertThat(places.take(JANE)).isNull();
    forced.subList(0, 2).forEach(Place::giveBack);
    assertThat(places.take(JANE)).isNull();
    forced.getLast().giveBack();
    assertThat(taken(places, JANE, 2)).hasSize(1);
  }

  @Test
  void withoutALimitThereIsAlwaysOne() {
    assertThat(taken(new Places(0), JANE, 1_000)).hasSize(1_000);
  }

  @Test
  void whoHasNotSaidWhoTheyAreIsKnownByTheirAddress() {
    var places = new Places(1);
    assertThat(taken(places, CallerKey.of(Caller.ANONYMOUS, "10.0.0.1"), 2)).hasSize(1);
    assertThat(taken(places, CallerKey.of(Caller.ANONYMOUS, "10.0.0.2"), 2)).hasSize(1);
    assertThat(taken(places, JANE, 2)).hasSize(1);
    assertThat(places.take(CallerKey.of(Caller.named("jane"), "10.0.0.2")))
        .as("from another address")
        .isNull();
  }

  @RepeatedTest(100)
  void howeverManyRaceNoMoreAreTakenThanThereAre() throws Exception {
    var places = new Places(5);
    for (int round = 0; round < 3; round++) {
      Queue<Place> taken = new ConcurrentLinkedQueue<>();
      race(8, () -> taken.addAll(taken(places, JANE, 4)));
      assertThat(taken).hasSize(5);
      race(5, () -> Objects.requireNonNull(taken.poll()).giveBack());
    }
  }

  private static List<Place> taken(Places places, CallerKey caller, int attempts) {
    return Stream.generate(() -> places.take(caller))
        .limit(attempts)
        .filter(Objects::nonNull)
        .toList();
  }

  private static void race(int threads, Runnable work) throws Exception {
    var start = new CyclicBarrier(threads);
    List<Future<?>> running = new ArrayList<>();
    try (var executor = Executors.newCachedThreadPool()) {
      for (int i = 0; i < threads; i++) {
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  work.run();
                  return true;
                }));
      }
    }
    for (Future<?> each : running) {
      each.get();
    }
  }
}
