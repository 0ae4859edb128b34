package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.RecordType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one log. What comes while a batch is on its way goes into the next one. A NATS that cannot
 * be reached is waited for; somebody else who writes to the same log ends this writer, as the last
 * message is another then than the one that it expects.
 */
final class LogWriter {
  private static final Logger LOG = Logger.getLogger(LogWriter.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int MOST_RECORDS = 64;
  private static final int MOST_BYTES = 512 << 10;

  private final LogTail tail;
  private final BooleanSupplier mayWrite;
  private final Executor threads;
  private final ScheduledExecutorService timers;
  // All guarded by this.
  private final Deque<Append> queue = new ArrayDeque<>();
  private boolean running;
  private @Nullable LogException end;
  // Of the one thread that writes.
  private List<Append> group = List.of();

  /**
   * @param ending null: more will follow
   */
  private record Append(
      NewRecord record, @Nullable Ending ending, UniEmitter<? super Appended> emitter) {

    int size() {
      return BatchBody.size(record);
    }
  }

  /**
   * @param mayWrite false: not now
   */
  LogWriter(
      LogTail tail, BooleanSupplier mayWrite, Executor threads, ScheduledExecutorService timers) {
    this.tail = tail;
    this.mayWrite = mayWrite;
    this.threads = threads;
    this.timers = timers;
  }

  Uni<Appended> append(NewRecord record, @Nullable Ending ending) {
    return Uni.createFrom().emitter(emitter -> add(new Append(record, ending, emitter)));
  }

  private void add(Append append) {
    LogException refusal = enqueue(append);
    if (refusal != null) {
      append.emitter().fail(refusal);
    }
  }

  private synchronized @Nullable LogException enqueue(Append append) {
    if (end != null) {
      return end;
    }
    queue.add(append);
    if (!running) {
      running = true;
      threads.execute(this::writeAll);
    }
    return null;
  }

  private void writeAll() {
    while (true) {
      if (group.isEmpty()) {
        group = nextGroup();
      }
      if (group.isEmpty()) {
        return;
      }
      try {
        write(group);
        group = List.of();
      } catch (UncheckedIOException e) {
        LogException over = ended();
        if (over == null) {
          LOG.debugf("execution %s waits for its log: %s", tail.executionId(), e.getMessage());
          timers.schedule(
              () -> threads.execute(this::writeAll), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
          return;
        }
        fail(over);
      } catch (RuntimeException e) {
        fail(e);
      }
    }
  }

  /** Nothing that was asked for before this was told may be written after it. */
  private void fail(RuntimeException failure) {
    tail.forget();
    List<Append> failed = new ArrayList<>(group);
    synchronized (this) {
      if (failure instanceof LogException.Superseded superseded) {
        end = superseded;
      }
      failed.addAll(queue);
      queue.clear();
    }
    group = List.of();
    failed.forEach(append -> append.emitter().fail(failure));
  }

  private synchronized List<Append> nextGroup() {
    List<Append> next = new ArrayList<>();
    int bytes = 0;
    while (!queue.isEmpty() && next.size() < MOST_RECORDS) {
      Append append = queue.element();
      bytes += append.size();
      // An ending is written by itself, so that it can be tried again by itself.
      if (!next.isEmpty() && (bytes > MOST_BYTES || append.ending() != null)) {
        break;
      }
      next.add(queue.remove());
      if (append.ending() != null) {
        break;
      }
    }
    running = !next.isEmpty();
    return next;
  }

  private void write(List<Append> appends) {
    if (!mayWrite.getAsBoolean()) {
      throw new UncheckedIOException(new IOException("this process was silent for too long"));
    }
    tail.load();
    List<NewRecord> records = new ArrayList<>();
    List<Runnable> answers = new ArrayList<>();
    Set<String> finished = new HashSet<>();
    @Nullable Ending ending = null;
    for (Append append : appends) {
      ending = append.ending();
      NewRecord record = append.record();
      if (tail.hasEnded()) {
        answers.add(() -> append.emitter().fail(tail.hasEndedAlready()));
      } else if (isSecond(record, finished)) {
        answers.add(() -> append.emitter().complete(Appended.RESULT_EXISTS));
      } else {
        if (!tail.isLast(record)) {
          records.add(record);
        }
        answers.add(() -> append.emitter().complete(Appended.WRITTEN));
      }
    }
    if (!records.isEmpty()) {
      tail.write(records);
    }
    if (ending != null && !tail.hasEnded()) {
      tail.end(ending);
    }
    answers.forEach(Runnable::run);
  }

  private boolean isSecond(NewRecord record, Set<String> finished) {
    String cluster = record.label().cluster();
    return record.label().type() == RecordType.CLUSTER_FINISHED
        && (tail.hasResult(cluster) || !finished.add(cluster));
  }

  private synchronized @Nullable LogException ended() {
    return end;
  }

  /** What is on its way is answered; all that waits, or comes later, fails. */
  void end(LogException why) {
    List<Append> left;
    synchronized (this) {
      end = why;
      left = List.copyOf(queue);
      queue.clear();
    }
    left.forEach(append -> append.emitter().fail(why));
  }
}
