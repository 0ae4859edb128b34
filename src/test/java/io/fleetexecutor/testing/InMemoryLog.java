package io.fleetexecutor.testing;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.LogUsage;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.ClusterState;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory, which answers on the thread that asks: for what is tested on a clock that the
 * test moves. It survives an engine, as a disk would, and can be told to be full.
 */
public final class InMemoryLog implements ExecutionLog {
  private static final Comparator<ExecutionEntry> NEWEST_FIRST =
      Comparator.comparing(ExecutionEntry::key).reversed();

  private int writesLeft = Integer.MAX_VALUE;
  private final ConcurrentMap<String, OneLog> logs = new ConcurrentHashMap<>();
  private volatile @Nullable LogException broken;
  private volatile @Nullable LogException catalogBroken;

  private static final class OneLog {
    final List<LogRecord> records = new ArrayList<>();
    final List<Waiter> waiting = new CopyOnWriteArrayList<>();
    ExecutionEntry entry;
    @Nullable LogException broken;

    OneLog(ExecutionEntry entry) {
      this.entry = entry;
    }

    long oldest() {
      return records.getFirst().position();
    }

    long newest() {
      return records.getLast().position();
    }
  }

  private record Waiter(long from, PageLimit limit, UniEmitter<? super LogPage> emitter) {}

  /** What a disk would have after a crash: whoever wrote to this log does not write to that one. */
  public synchronized InMemoryLog afterCrash() {
    var copy = new InMemoryLog();
    logs.forEach(
        (id, log) -> {
          var same = new OneLog(log.entry);
          same.records.addAll(log.records);
          copy.logs.put(id, same);
        });
    return copy;
  }

  /** The process dies after so many more writes: none after them is ever answered. */
  public synchronized void dieAfterWrites(int writes) {
    writesLeft = writes;
  }

  /** Fails whatever writes, until null is given. */
  public void failWrites(@Nullable LogException failure) {
    broken = failure;
  }

  /** Fails the next end, when its record is in the log and its entry does not know. */
  public void failNextEndInTheCatalog(LogException failure) {
    catalogBroken = failure;
  }

  /** Fails whatever appends to this execution. */
  public void failWrites(String executionId, LogException failure) {
    log(executionId).broken = failure;
  }

  @Override
  public Uni<ExecutionEntry> create(ExecutionEntry entry, NewRecord first) {
    return write(
        () -> {
          ExecutionEntry known = byRequestId(entry.requestId());
          if (known != null) {
            return known;
          }
          var log = new OneLog(entry);
          log.records.add(new LogRecord(1, first.label(), first.payload()));
          logs.put(entry.id(), log);
          return entry;
        });
  }

  private <T> Uni<T> write(Supplier<T> write) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (broken != null) {
                return Uni.createFrom().failure(broken);
              }
              synchronized (this) {
                return writesLeft-- > 0 ? Uni.createFrom().item(write) : Uni.createFrom().nothing();
              }
            });
  }

  @Override
  public Uni<Appended> append(String executionId, NewRecord record) {
    return write(() -> add(executionId, record)).invoke(() -> wake(log(executionId)));
  }

  private Appended add(String executionId, NewRecord record) {
    OneLog log = log(executionId);
    if (log.broken != null) {
      throw log.broken;
    }
    if (log.entry.endTime() != null) {
      throw new IllegalStateException("execution %s has ended".formatted(executionId));
    }
    boolean second =
        record.label().type() == RecordType.CLUSTER_FINISHED
            && log.records.stream().anyMatch(each -> isResultOf(each, record.label().cluster()));
    if (second) {
      return Appended.RESULT_EXISTS;
    }
    log.records.add(new LogRecord(log.newest() + 1, record.label(), record.payload()));
    return Appended.WRITTEN;
  }

  private static boolean isResultOf(LogRecord record, String cluster) {
    return record.label().type() == RecordType.CLUSTER_FINISHED
        && record.label().cluster().equals(cluster);
  }

  @Override
  public Uni<Void> end(String executionId, NewRecord last, Ending ending) {
    return write(
            () -> {
              OneLog log = log(executionId);
              if (log.records.getLast().label().type() != RecordType.EXECUTION_FINISHED) {
                add(executionId, last);
              }
              LogException failure = catalogBroken;
              catalogBroken = null;
              if (failure != null) {
                throw failure;
              }
              close(log, ending);
              return executionId;
            })
        .invoke(() -> wake(log(executionId)))
        .replaceWithVoid();
  }

  private static void close(OneLog log, Ending ending) {
    log.entry = log.entry.ended(ending);
  }

  @Override
  public Uni<Void> abandon(String executionId, Ending ending) {
    return write(
            () -> {
              close(log(executionId), ending);
              return executionId;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<LogPage> read(String executionId, long from, PageLimit limit) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              try {
                LogPage page;
                synchronized (this) {
                  OneLog log = log(executionId);
                  page = page(log, from, limit);
                  if (page == null) {
                    var waiter = new Waiter(from, limit, emitter);
                    log.waiting.add(waiter);
                    emitter.onTermination(() -> log.waiting.remove(waiter));
                    return;
                  }
                }
                emitter.complete(page);
              } catch (LogException e) {
                emitter.fail(e);
              }
            });
  }

  private synchronized void wakeable(OneLog log, List<Runnable> woken) {
    for (Waiter waiter : log.waiting) {
      LogPage page = page(log, waiter.from(), waiter.limit());
      if (page != null) {
        log.waiting.remove(waiter);
        woken.add(() -> waiter.emitter().complete(page));
      }
    }
  }

  private void wake(OneLog log) {
    List<Runnable> woken = new ArrayList<>();
    wakeable(log, woken);
    woken.forEach(Runnable::run);
  }

  private static @Nullable LogPage page(OneLog log, long from, PageLimit limit) {
    if (from < log.oldest()) {
      throw new LogException.NotKept(log.entry.id(), log.oldest());
    }
    if (from > log.newest() + 1) {
      throw new LogException.NotReached(log.entry.id(), log.newest());
    }
    boolean ended = log.entry.endTime() != null;
    if (from > log.newest()) {
      return ended ? new LogPage(List.of(), true) : null;
    }
    List<LogRecord> rest = log.records.subList((int) (from - log.oldest()), log.records.size());
    List<LogRecord> page = cut(rest, limit);
    return new LogPage(page, ended && page.size() == rest.size());
  }

  private static List<LogRecord> cut(List<LogRecord> records, PageLimit limit) {
    List<LogRecord> page = new ArrayList<>();
    long bytes = 0;
    for (LogRecord record : records) {
      bytes += record.payload().length;
      if (!page.isEmpty() && (page.size() == limit.records() || bytes > limit.bytes())) {
        break;
      }
      page.add(record);
    }
    return page;
  }

  @Override
  public Uni<Long> newest(String executionId) {
    return read(() -> log(executionId).newest());
  }

  private <T> Uni<T> read(Supplier<T> read) {
    return Uni.createFrom()
        .item(
            () -> {
              synchronized (this) {
                return read.get();
              }
            });
  }

  @Override
  public Uni<LogPage> results(
      String executionId, long after, PageLimit limit, Predicate<RecordLabel> filter) {
    return read(
        () -> {
          List<LogRecord> matching =
              log(executionId).records.stream()
                  .filter(record -> record.position() > after)
                  .filter(record -> record.label().type() == RecordType.CLUSTER_FINISHED)
                  .filter(record -> filter.test(record.label()))
                  .toList();
          List<LogRecord> page = cut(matching, limit);
          return new LogPage(page, page.size() == matching.size());
        });
  }

  @Override
  public Uni<LogCounts> count(String executionId, long before) {
    return read(
        () -> {
          int started = 0;
          Map<ClusterState, Integer> finished = new EnumMap<>(ClusterState.class);
          for (LogRecord record : log(executionId).records) {
            if (record.position() < before) {
              switch (record.label().type()) {
                case CLUSTER_STARTED -> started++;
                case CLUSTER_FINISHED ->
                    finished.merge(
                        Objects.requireNonNull(record.label().clusterState()), 1, Integer::sum);
                default -> {
                  // Not counted.
                }
              }
            }
          }
          return new LogCounts(started, finished);
        });
  }

  @Override
  public Uni<@Nullable ExecutionEntry> find(String executionId) {
    OneLog log = logs.get(executionId);
    return Uni.createFrom().item(() -> log == null ? null : log.entry);
  }

  @Override
  public Uni<@Nullable ExecutionEntry> findByRequestId(String requestId) {
    return Uni.createFrom().item(() -> byRequestId(requestId));
  }

  private @Nullable ExecutionEntry byRequestId(String requestId) {
    return logs.values().stream()
        .map(log -> log.entry)
        .filter(entry -> !requestId.isEmpty() && entry.requestId().equals(requestId))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Uni<List<ExecutionEntry>> list(
      @Nullable EntryKey after, int limit, Predicate<ExecutionEntry> filter) {
    return read(
        () ->
            logs.values().stream()
                .map(log -> log.entry)
                .sorted(NEWEST_FIRST)
                .filter(entry -> after == null || entry.key().compareTo(after) < 0)
                .filter(filter)
                .limit(limit)
                .toList());
  }

  @Override
  public Uni<List<LogUsage>> usage() {
    return read(
        () ->
            logs.values().stream()
                .sorted(Comparator.comparing(log -> log.entry, NEWEST_FIRST.reversed()))
                .map(InMemoryLog::usage)
                .toList());
  }

  private static LogUsage usage(OneLog log) {
    boolean trimmed = log.oldest() > 1;
    long bytes = log.records.stream().mapToLong(record -> record.payload().length).sum();
    return new LogUsage(
        log.entry.id(), log.entry.createTime(), log.entry.endTime(), trimmed ? 0 : bytes);
  }

  @Override
  public Uni<Void> trim(String executionId, NewRecord last) {
    return write(
            () -> {
              OneLog log = log(executionId);
              long position = log.newest();
              log.records.clear();
              log.records.add(new LogRecord(position, last.label(), last.payload()));
              return executionId;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> delete(String executionId) {
    return write(() -> log(executionId)).invoke(() -> logs.remove(executionId)).replaceWithVoid();
  }

  private OneLog log(String executionId) {
    OneLog log = logs.get(executionId);
    if (log == null) {
      throw new LogException.NoSuchExecution(executionId);
    }
    return log;
  }
}
