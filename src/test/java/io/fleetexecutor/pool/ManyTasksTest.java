package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyTasksTest {
  private static final int MILLION = 1_000_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aMillionTasksThatCompleteAtOnceDoNotOverflowTheStack(int workers) {
    WorkerPool<Integer> pool = WorkerPool.of(workers);
    assertThat(pool.run(tasks(MILLION)).collect().with(counting()).await().indefinitely())
        .isEqualTo(MILLION);
  }

  @Test
  void aMillionTasksStoppedAtOnceDoNotOverflowTheStack() {
    WorkerPool<Integer> pool = WorkerPool.of(1);
    Uni<?> stopped = Uni.createFrom().item("stopped");
    assertThat(
            pool.signals(tasks(MILLION), 1, stopped)
                .collect()
                .with(counting())
                .await()
                .indefinitely())
        .isEqualTo(MILLION);
  }

  @Test
  void tenThousandStreamsThatWaitForOneWorkerDoNotOverflowTheStack() {
    WorkerPool<Integer> pool = WorkerPool.of(1);
    Runnable[] release = new Runnable[1];
    Task<Integer> first =
        Task.of("first", () -> Uni.createFrom().emitter(e -> release[0] = () -> e.complete(0)));
    List<AssertSubscriber<Result<Integer>>> streams = new ArrayList<>();
    streams.add(listen(pool.run(Multi.createFrom().item(first))));
    for (int i = 0; i < 10_000; i++) {
      streams.add(listen(pool.run(tasks(2))));
    }
    assertThat(pool.waitingTaskCount()).isEqualTo(10_000);
    release[0].run();
    assertThat(streams).allSatisfy(AssertSubscriber::assertCompleted);
  }

  private static Multi<Task<Integer>> tasks(int count) {
    return Multi.createFrom()
        .range(0, count)
        .map(i -> Task.of("c", () -> Uni.createFrom().item(i)));
  }

  private static <T> Collector<T, ?, Long> counting() {
    return Collectors.counting();
  }

  private static <T> AssertSubscriber<T> listen(Multi<T> stream) {
    return stream.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
