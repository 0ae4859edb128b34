package io.fleetexecutor.bench;

import io.fleetexecutor.pool.Result;
import io.fleetexecutor.pool.Task;
import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the pool gains (10 tasks of 50 ms, 5 workers) and what it costs (tasks that do nothing,
 * beside the JDK's pool).
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class PoolBenchmark {
  private static final int WORKERS = 5;
  private static final int NO_OPS = 100_000;
  private static final Duration TASK_TIME = Duration.ofMillis(50);

  private final WorkerPool<Integer> pool = WorkerPool.of(WORKERS);
  private final WorkerPool<Integer> oneWorker = WorkerPool.of(1);
  private ThreadPoolExecutor threads;

  @Setup
  public void startThreads() {
    threads =
        new ThreadPoolExecutor(WORKERS, WORKERS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  @TearDown
  public void stopThreads() {
    threads.shutdownNow();
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public List<Result<Integer>> tenTasksOf50msWithFiveWorkers() {
    return run(pool, sleepers());
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public List<Result<Integer>> tenTasksOf50msOneAfterAnother() {
    return run(oneWorker, sleepers());
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OperationsPerInvocation(NO_OPS)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public Result<Integer> noOpsOnThePool() {
    return pool.run(noOps()).collect().last().await().indefinitely();
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OperationsPerInvocation(NO_OPS)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void noOpsOnThePoolEachOnAVirtualThread() {
    Multi<Task<Integer>> tasks =
        Multi.createFrom().range(0, NO_OPS).map(i -> Task.blocking("c", () -> i));
    pool.run(tasks).collect().last().await().indefinitely();
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OperationsPerInvocation(NO_OPS)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void noOpsOnAThreadPoolExecutor() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(NO_OPS);
    for (int i = 0; i < NO_OPS; i++) {
      threads.execute(done::countDown);
    }
    done.await();
  }

  private static Multi<Task<Integer>> noOps() {
    return Multi.createFrom()
        .range(0, NO_OPS)
        .map(i -> Task.of("c", () -> Uni.createFrom().item(i)));
  }

  private static Multi<Task<Integer>> sleepers() {
    return Multi.createFrom()
        .range(0, 10)
        .map(
            i -> Task.of("c" + i, () -> Uni.createFrom().item(i).onItem().delayIt().by(TASK_TIME)));
  }

  private static <T> List<Result<T>> run(WorkerPool<T> pool, Multi<Task<T>> tasks) {
    return pool.run(tasks).collect().asList().await().indefinitely();
  }
}
