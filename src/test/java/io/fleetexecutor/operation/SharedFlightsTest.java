package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedFlightsTest {
  private static final int THREADS = 4;

  private final SharedFlights<String, String> flights = new SharedFlights<>();
  private final List<UniEmitter<? super String>> started = new ArrayList<>();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final Uni<String> work =
      Uni.createFrom()
          .<String>emitter(started::add)
          .onCancellation()
          .invoke(cancelled::incrementAndGet);

  private UniAssertSubscriber<String> join(String key) {
    return flights.join(key, work).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  @Test
  void whoeverAsksForTheSameAtOnceSharesTheWork() {
    UniAssertSubscriber<String> first = join("a");
    UniAssertSubscriber<String> second = join("a");
    UniAssertSubscriber<String> other = join("b");

    assertThat(started).hasSize(2);
    started.getFirst().complete("done");

    first.assertItem("done");
    second.assertItem("done");
    other.assertNotTerminated();
  }

  @Test
  void aFailureIsSharedAsItIs() {
    var failure = new IllegalStateException("broken");
    UniAssertSubscriber<String> first = join("a");
    UniAssertSubscriber<String> second = join("a");

    started.getFirst().fail(failure);

    assertThat(first.getFailure()).isSameAs(failure);
    assertThat(second.getFailure()).isSameAs(failure);
  }

  @Test
  void whatHasEndedIsDoneAnew() {
    join("a");
    started.getFirst().complete("done");

    join("a").assertNotTerminated();

    assertThat(started).hasSize(2);
  }

  @Test
  void theWorkEndsWithItsLastSubscriber() {
    UniAssertSubscriber<String> first = join("a");
    UniAssertSubscriber<String> second = join("a");

    first.cancel();
    assertThat(cancelled).hasValue(0);
    second.cancel();
    assertThat(cancelled).hasValue(1);

    join("a").assertNotTerminated();
    assertThat(started).hasSize(2);
  }

  @Test
  void nobodyIsForgottenWhoJoinsAsTheWorkEnds() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        ExecutorService workers = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 20_000; round++) {
        Uni<String> quick = Uni.createFrom().item("done").emitOn(workers);
        var together = new CyclicBarrier(THREADS);
        List<CompletableFuture<String>> joined = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          joined.add(
              CompletableFuture.supplyAsync(
                  () -> {
                    try {
                      together.await();
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                    return flights.join("a", quick).await().atMost(Duration.ofSeconds(10));
                  },
                  threads));
        }
        for (CompletableFuture<String> one : joined) {
          assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
      }
    }
  }
}
