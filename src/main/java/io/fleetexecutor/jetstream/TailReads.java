package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.PageLimit;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads of logs, which wait where there is nothing yet. They look again when a writer tells that
 * there is more, and now and then, as what a writer tells may be lost.
 */
final class TailReads implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final LogReader reader;
  private final Executor threads;
  private final Future<?> looking;
  private final ConcurrentMap<String, Set<Read>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private final class Read {
    final String executionId;
    final long from;
    final PageLimit limit;
    final UniEmitter<? super LogPage> emitter;
    // How often it was to look, less how often it has; one thread at a time looks.
    private int wishes;

    Read(String executionId, long from, PageLimit limit, UniEmitter<? super LogPage> emitter) {
      this.executionId = executionId;
      this.from = from;
      this.limit = limit;
      this.emitter = emitter;
    }

    synchronized void wake() {
      if (wishes++ == 0) {
        threads.execute(this::look);
      }
    }

    private synchronized boolean takeWishes(int seen) {
      wishes -= seen;
      return wishes > 0;
    }

    private synchronized int wishes() {
      return wishes;
    }

    private void look() {
      int seen;
      do {
        seen = wishes();
        if (answer()) {
          remove(this);
          return;
        }
      } while (takeWishes(seen));
    }

    private boolean answer() {
      try {
        @Nullable LogPage page = reader.read(executionId, from, limit);
        if (page == null && !closed) {
          return false;
        }
        if (page == null) {
          emitter.fail(new LogException.Closed());
        } else {
          emitter.complete(page);
        }
      } catch (UncheckedIOException e) {
        if (!closed) {
          return false; // Its log may be there again when it looks again.
        }
        emitter.fail(new LogException.Closed());
      } catch (RuntimeException e) {
        emitter.fail(e);
      }
      return true;
    }
  }

  TailReads(LogReader reader, Executor threads, ScheduledExecutorService timers) {
    this.reader = reader;
    this.threads = threads;
    this.looking =
        timers.scheduleWithFixedDelay(
            this::wakeAll, LOOK_AGAIN.toMillis(), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  Uni<LogPage> read(String executionId, long from, PageLimit limit) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Read read = new Read(executionId, from, limit, emitter);
              emitter.onTermination(() -> remove(read));
              add(read);
              if (closed) {
                emitter.fail(new LogException.Closed());
              } else {
                read.wake();
              }
            });
  }

  private void add(Read read) {
    waiting.compute(
        read.executionId,
        (id, others) -> {
          Set<Read> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(read);
          return all;
        });
  }

  private void remove(Read read) {
    waiting.computeIfPresent(
        read.executionId,
        (id, others) -> {
          others.remove(read);
          return others.isEmpty() ? null : others;
        });
  }

  /** There may be more of this execution. */
  void wake(String executionId) {
    Set<Read> reads = waiting.get(executionId);
    if (reads != null) {
      reads.forEach(Read::wake);
    }
  }

  private void wakeAll() {
    waiting.values().forEach(reads -> reads.forEach(Read::wake));
  }

  @Override
  public void close() {
    closed = true;
    looking.cancel(false);
    List<Read> left = waiting.values().stream().flatMap(Set::stream).toList();
    left.forEach(read -> read.emitter.fail(new LogException.Closed()));
  }
}
