package io.fleetexecutor.jetstream;

import io.fleetexecutor.execution.Leadership;
import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogUsage;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.pool.Workers;
import io.fleetexecutor.workforce.Workforce;
import io.nats.client.Connection;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log in NATS JetStream, which any number of processes share. Each execution has one writer at
 * a time: who appends to a log that another has appended to meanwhile is refused with {@link
 * LogException.Superseded}, and from then on. While NATS cannot be reached, appends and reads of
 * what is to come wait for it; everything else fails.
 */
public final class JetStreamLog implements ExecutionLog, AutoCloseable {
  private static final Comparator<ExecutionEntry> OLDEST_FIRST =
      Comparator.comparing(ExecutionEntry::key);

  private final LogStreams streams;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("nats-log-", 0).factory());
  private final LogWriters writers;
  private final TailReads reads;
  private final Workforce workforce;
  private final SharedLeadership leadership;
  private volatile boolean closed;

  private JetStreamLog(
      LogStreams streams, NatsSettings settings, Workers local, ScheduledExecutorService timers) {
    Connection connection = streams.connection();
    this.streams = streams;
    String replica = UUID.randomUUID().toString();
    Subjects subjects = streams.subjects();
    var running = new RunningExecutions(streams.running(), subjects, replica);
    var membership =
        new Membership(
            streams.replicas().within(settings.beatTimeout()),
            subjects,
            replica,
            settings.lease(),
            System::nanoTime);
    this.writers = new LogWriters(replica, streams, running, membership, threads, timers);
    var post = new NatsPost(connection, subjects, replica, membership, running);
    this.workforce = new Workforce(post, local);
    this.reads = new TailReads(streams.reader(), threads, timers);
    this.leadership =
        new SharedLeadership(
            replica,
            membership,
            running,
            new Commands(connection, subjects, settings.requestTimeout(), threads),
            writers,
            workforce,
            settings.beat(),
            threads,
            timers);
    connection
        .createDispatcher(message -> reads.wake(Subjects.lastPart(message.getSubject())))
        .subscribe(subjects.anyTold());
    post.receive(workforce::receive);
  }

  /**
   * Opens the log, which takes a moment, and makes its streams where there are none.
   *
   * @param local the workers of this process, which others may borrow
   * @throws java.io.UncheckedIOException where NATS cannot be reached
   */
  public static JetStreamLog open(
      NatsSettings settings, Workers local, ScheduledExecutorService timers) {
    return new JetStreamLog(
        LogStreams.open(NatsConnection.open(settings), settings), settings, local, timers);
  }

  /** The workers of all processes that share this log. */
  public Workers workers() {
    return workforce;
  }

  /** Who leads the executions of this log. */
  public Leadership leadership() {
    return leadership;
  }

  @Override
  public Uni<ExecutionEntry> create(ExecutionEntry entry, NewRecord first) {
    return call(() -> writers.create(entry, first));
  }

  @Override
  public Uni<Appended> append(String executionId, NewRecord record) {
    return write(executionId, record, null);
  }

  private Uni<Appended> write(String executionId, NewRecord record, @Nullable Ending ending) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (closed) {
                throw new LogException.Closed();
              }
              return writers.write(executionId, record, ending);
            });
  }

  @Override
  public Uni<Void> end(String executionId, NewRecord last, Ending ending) {
    return write(executionId, last, ending)
        .invoke(() -> writers.release(executionId))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> abandon(String executionId, Ending ending) {
    return call(() -> {
          writers.abandon(executionId, ending, bytesSoFar(executionId));
          return executionId;
        })
        .replaceWithVoid();
  }

  @Override
  public Uni<LogPage> read(String executionId, long from, PageLimit limit) {
    return reads.read(executionId, from, limit);
  }

  @Override
  public Uni<Long> newest(String executionId) {
    return call(() -> streams.reader().newest(executionId));
  }

  @Override
  public Uni<LogPage> results(
      String executionId, long after, PageLimit limit, Predicate<RecordLabel> filter) {
    return call(() -> streams.reader().results(executionId, after, limit, filter));
  }

  @Override
  public Uni<LogCounts> count(String executionId, long before) {
    return call(() -> streams.reader().count(executionId, before));
  }

  @Override
  public Uni<@Nullable ExecutionEntry> find(String executionId) {
    return call(
        () -> {
          CatalogEntry found = streams.catalog().find(executionId);
          return found == null ? null : found.entry();
        });
  }

  @Override
  public Uni<@Nullable ExecutionEntry> findByRequestId(String requestId) {
    return call(() -> streams.catalog().findByRequestId(requestId));
  }

  @Override
  public Uni<List<ExecutionEntry>> list(
      @Nullable EntryKey after, int limit, Predicate<ExecutionEntry> filter) {
    return call(
        () ->
            streams.catalog().all().stream()
                .map(CatalogEntry::entry)
                .filter(entry -> after == null || entry.key().compareTo(after) < 0)
                .sorted(OLDEST_FIRST.reversed())
                .filter(filter)
                .limit(limit)
                .toList());
  }

  @Override
  public Uni<List<LogUsage>> usage() {
    return call(
        () ->
            streams.catalog().all().stream()
                .sorted(Comparator.comparing(CatalogEntry::entry, OLDEST_FIRST))
                .map(this::usage)
                .toList());
  }

  private LogUsage usage(CatalogEntry stored) {
    ExecutionEntry entry = stored.entry();
    return new LogUsage(
        entry.id(),
        entry.createTime(),
        entry.endTime(),
        stored.hasEnded() ? stored.bytes() : bytesSoFar(entry.id()));
  }

  private long bytesSoFar(String executionId) {
    try {
      Batch last = streams.batches().last(executionId);
      return last == null ? 0 : last.bytesAfter();
    } catch (LogException.Damaged e) {
      return 0; // Nobody can tell, and it must not hinder others.
    }
  }

  @Override
  public Uni<Void> trim(String executionId, NewRecord last) {
    return change(executionId, () -> new Trimming(streams, writers.tail(executionId)).trim(last));
  }

  @Override
  public Uni<Void> delete(String executionId) {
    return change(
        executionId,
        () -> {
          // The entry goes last: as long as it is there, this can be done again.
          streams.catalog().forgetRequest(streams.catalog().require(executionId));
          streams.log().purge(streams.subjects().log(executionId));
          streams.catalog().delete(executionId);
        });
  }

  private Uni<Void> change(String executionId, Runnable change) {
    return call(() -> {
          if (!streams.catalog().require(executionId).hasEnded()) {
            throw new IllegalStateException("execution %s has not ended".formatted(executionId));
          }
          change.run();
          return executionId;
        })
        .replaceWithVoid();
  }

  private <T extends @Nullable Object> Uni<T> call(Supplier<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              if (closed) {
                emitter.fail(new LogException.Closed());
                return;
              }
              threads.execute(
                  () -> {
                    try {
                      emitter.complete(work.get());
                    } catch (RuntimeException e) {
                      emitter.fail(closed ? new LogException.Closed() : e);
                    }
                  });
            });
  }

  /** Everything that waits fails; what was completed stays. */
  @Override
  public void close() {
    closed = true;
    writers.close();
    reads.close();
    leadership.close();
    NatsConnection.close(streams.connection());
    threads.close();
  }
}
