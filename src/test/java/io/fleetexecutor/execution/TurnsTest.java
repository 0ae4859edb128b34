package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Deque<String> source = new ArrayDeque<>(List.of("a", "b", "c"));
  private boolean over;
  private final Turns<String> turns = new Turns<>(source::poll, () -> over);

  @Test
  void noMoreComeThanWereAskedFor() {
    AssertSubscriber<String> client =
        turns.items().subscribe().withSubscriber(AssertSubscriber.create(2));

    client.assertItems("a", "b").assertNotTerminated();
    client.request(5);
    client.assertItems("a", "b", "c").assertNotTerminated();
  }

  @Test
  void aSourceThatHadNothingIsAskedAgainWhenItIsWoken() {
    source.clear();
    AssertSubscriber<String> client =
        turns.items().subscribe().withSubscriber(AssertSubscriber.create(9));
    client.assertHasNotReceivedAnyItem();

    source.add("late");
    turns.wake();
    client.assertItems("late").assertNotTerminated();
    over = true;
    turns.wake();
    client.assertCompleted();
  }

  @Test
  void itIsOverAlsoWhereNothingWasAskedFor() {
    over = true;
    turns.items().subscribe().withSubscriber(AssertSubscriber.create(0)).assertCompleted();
  }

  @RepeatedTest(50)
  void noItemIsLostWhereManyThreadsWake() throws InterruptedException {
    var numbers = new ConcurrentLinkedQueue<Integer>();
    var many = new Turns<>(numbers::poll, () -> false);
    AssertSubscriber<Integer> client =
        many.items().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    CountDownLatch done = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        threads.execute(
            () -> {
              for (int i = 0; i < 250; i++) {
                numbers.add(i);
                many.wake();
              }
              done.countDown();
            });
      }
      assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(client.getItems())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 1_000).map(i -> i % 250).boxed().toList());
  }
}
