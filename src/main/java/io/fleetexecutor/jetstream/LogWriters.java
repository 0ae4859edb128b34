package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.NewRecord;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The writers of the logs that this process may write to: those of the executions that it runs, as
 * long as it leads any; else all.
 */
final class LogWriters {
  private static final Logger LOG = Logger.getLogger(LogWriters.class);

  private final String replica;
  private final LogStreams streams;
  private final RunningExecutions running;
  private final Membership membership;
  private final Executor threads;
  private final ScheduledExecutorService timers;
  private final ConcurrentMap<String, LogWriter> writers = new ConcurrentHashMap<>();

  LogWriters(
      String replica,
      LogStreams streams,
      RunningExecutions running,
      Membership membership,
      Executor threads,
      ScheduledExecutorService timers) {
    this.replica = replica;
    this.streams = streams;
    this.running = running;
    this.membership = membership;
    this.threads = threads;
    this.timers = timers;
  }

  /** Blocks until the log is there; or gives the entry that has the request id. */
  ExecutionEntry create(ExecutionEntry entry, NewRecord first) {
    try {
      LogTail tail = tail(entry.id());
      tail.begin(first);
      running.claim(entry.id(), entry.header());
      ExecutionEntry known = streams.catalog().create(entry);
      if (known.id().equals(entry.id())) {
        writers.put(entry.id(), writer(tail));
      } else {
        discard(entry.id());
      }
      return known;
    } catch (RuntimeException e) {
      running.forget(entry.id()); // Whoever looks for what nobody runs decides what it is.
      throw e;
    }
  }

  /** Nobody has heard of it. */
  private void discard(String executionId) {
    streams.log().purge(streams.subjects().log(executionId));
    running.release(executionId);
  }

  LogTail tail(String executionId) {
    return new LogTail(executionId, replica, streams, streams.log().maxBytes());
  }

  private LogWriter writer(LogTail tail) {
    return new LogWriter(tail, membership::mayWrite, threads, timers);
  }

  /**
   * Appends a record.
   *
   * @param ending null: it is not the last one
   */
  Uni<Appended> write(String executionId, NewRecord record, @Nullable Ending ending) {
    return Uni.createFrom()
        .deferred(
            () ->
                isWritable(executionId)
                    ? writers
                        .computeIfAbsent(executionId, id -> writer(tail(id)))
                        .append(record, ending)
                    : refuse(executionId))
        .onFailure(
            failure ->
                failure instanceof LogException.NoSuchExecution
                    || failure instanceof IllegalStateException)
        .invoke(() -> writers.remove(executionId));
  }

  private Uni<Appended> refuse(String executionId) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(threads)
        .map(
            now -> {
              if (streams.catalog().require(executionId).hasEnded()) {
                throw new IllegalStateException("execution %s has ended".formatted(executionId));
              }
              throw new LogException.Superseded(executionId);
            });
  }

  /** Ends an execution whose log cannot be written to; blocks until that is durable. */
  void abandon(String executionId, Ending ending, long bytes) {
    if (streams.catalog().require(executionId).hasEnded()) {
      throw new IllegalStateException("execution %s has ended".formatted(executionId));
    }
    if (!isWritable(executionId)) {
      throw new LogException.Superseded(executionId);
    }
    streams.catalog().end(executionId, ending, bytes);
    streams.tell(executionId);
    release(executionId);
  }

  private boolean isWritable(String executionId) {
    return !membership.hasBegun() || running.isOwn(executionId);
  }

  /** The execution has ended. */
  void release(String executionId) {
    writers.remove(executionId);
    try {
      running.release(executionId);
    } catch (UncheckedIOException e) {
      // Whoever looks for what nobody runs finds that it has ended.
    }
  }

  /** This process runs the execution from now on; false: there is nothing to go on with. */
  boolean take(String executionId) {
    CatalogEntry entry = streams.catalog().find(executionId);
    if (entry == null) {
      discard(executionId); // Whoever began to create it died.
      return false;
    }
    if (entry.hasEnded()) {
      running.release(executionId);
      return false;
    }
    try {
      writers.put(executionId, writer(fence(executionId)));
    } catch (LogException.Damaged e) {
      LOG.errorf(e, "the log of execution %s cannot be written to", executionId);
    }
    return true;
  }

  /** Before anything is read of the log, so that it stays as it is read. */
  private LogTail fence(String executionId) {
    while (true) {
      LogTail tail = tail(executionId);
      tail.load();
      try {
        tail.fence();
        return tail;
      } catch (LogException.Superseded e) {
        // What the one before has sent came in between.
      }
    }
  }

  /** This process does not run the execution any more. */
  void lose(String executionId) {
    running.forget(executionId);
    LogWriter writer = writers.remove(executionId);
    if (writer != null) {
      writer.end(new LogException.Superseded(executionId));
    }
  }

  void close() {
    writers.values().forEach(writer -> writer.end(new LogException.Closed()));
  }
}
