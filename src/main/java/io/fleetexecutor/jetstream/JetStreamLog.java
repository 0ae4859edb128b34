package io.fleetexecutor.jetstream;

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
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
      Comparator.comparing(ExecutionEntry::createTime).thenComparing(ExecutionEntry::id);
  // Room for the headers of a message, and for what a server counts beside its body.
  private static final int HEADER_BYTES = 16 << 10;

  private final Connection connection;
  private final LogStreams streams;
  private final ScheduledExecutorService timers;
  private final String name = UUID.randomUUID().toString();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("nats-log-", 0).factory());
  private final ConcurrentMap<String, LogWriter> writers = new ConcurrentHashMap<>();
  private final TailReads reads;
  private volatile boolean closed;

  private JetStreamLog(Connection connection, LogStreams streams, ScheduledExecutorService timers) {
    this.connection = connection;
    this.streams = streams;
    this.timers = timers;
    this.reads = new TailReads(streams.reader(), threads, timers);
    Dispatcher dispatcher =
        connection.createDispatcher(
            message -> reads.wake(Subjects.executionId(message.getSubject())));
    dispatcher.subscribe(streams.subjects().anyTold());
  }

  /**
   * Opens the log, which takes a moment, and makes its streams where there are none.
   *
   * @throws java.io.UncheckedIOException where NATS cannot be reached
   */
  public static JetStreamLog open(NatsSettings settings, ScheduledExecutorService timers) {
    Connection connection = NatsConnection.open(settings);
    return new JetStreamLog(connection, LogStreams.open(connection, settings), timers);
  }

  @Override
  public Uni<ExecutionEntry> create(ExecutionEntry entry, NewRecord first) {
    return call(
        () -> {
          LogTail tail = tail(entry.id());
          tail.begin(first);
          ExecutionEntry known = streams.catalog().create(entry);
          if (known.id().equals(entry.id())) {
            writers.put(entry.id(), new LogWriter(tail, threads, timers));
          } else {
            streams.log().purge(streams.subjects().log(entry.id()));
          }
          return known;
        });
  }

  private LogTail tail(String executionId) {
    int part = Math.toIntExact(connection.getMaxPayload()) - HEADER_BYTES;
    return new LogTail(executionId, name, streams, part);
  }

  private LogWriter writer(String executionId) {
    return writers.computeIfAbsent(executionId, id -> new LogWriter(tail(id), threads, timers));
  }

  @Override
  public Uni<Appended> append(String executionId, NewRecord record) {
    return write(executionId, record, null);
  }

  private Uni<Appended> write(
      String executionId, @Nullable NewRecord record, @Nullable Ending ending) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (closed) {
                throw new LogException.Closed();
              }
              return writer(executionId).append(record, ending);
            })
        .onFailure(
            failure ->
                failure instanceof LogException.NoSuchExecution
                    || failure instanceof IllegalStateException)
        .invoke(() -> writers.remove(executionId));
  }

  @Override
  public Uni<Void> end(String executionId, NewRecord last, Ending ending) {
    return write(executionId, last, ending)
        .invoke(() -> writers.remove(executionId))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> abandon(String executionId, Ending ending) {
    return write(executionId, null, ending)
        .invoke(() -> writers.remove(executionId))
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
                .filter(entry -> after == null || isOlder(entry.key(), after))
                .sorted(OLDEST_FIRST.reversed())
                .filter(filter)
                .limit(limit)
                .toList());
  }

  private static boolean isOlder(EntryKey key, EntryKey other) {
    int order = key.createTime().compareTo(other.createTime());
    return order < 0 || (order == 0 && key.id().compareTo(other.id()) < 0);
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
    Batch last = streams.batches().last(executionId);
    return last == null ? 0 : last.bytesAfter();
  }

  @Override
  public Uni<Void> trim(String executionId, NewRecord last) {
    return change(executionId, () -> new Trimming(streams, tail(executionId)).trim(last));
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
    writers.values().forEach(LogWriter::close);
    reads.close();
    NatsConnection.close(connection);
    threads.close();
  }
}
