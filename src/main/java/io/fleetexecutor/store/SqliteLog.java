package io.fleetexecutor.store;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogUsage;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The log in a directory of this machine, which one process has at a time. The file of an execution
 * is complete in itself, and the catalog an index over them that can be lost.
 */
public final class SqliteLog implements ExecutionLog, AutoCloseable {
  private final Threads threads;
  private final long minFreeBytes;

  private SqliteLog(Threads threads, long minFreeBytes) {
    this.threads = threads;
    this.minFreeBytes = minFreeBytes;
  }

  /**
   * Opens the log, which takes a moment, and makes it where there is none.
   *
   * @throws IllegalStateException where the directory cannot be used, and the message says why
   */
  public static SqliteLog open(Path directory, StoreSettings settings) {
    return open(directory, settings, 0);
  }

  /**
   * @param maxPages of each execution's file; 0: no limit
   */
  static SqliteLog open(Path directory, StoreSettings settings, int maxPages) {
    return new SqliteLog(
        Threads.start(DataDirectory.open(directory), settings.readers(), maxPages),
        settings.minFreeBytes());
  }

  @Override
  public Uni<ExecutionEntry> create(ExecutionEntry entry, NewRecord first) {
    Writer writer = threads.writer();
    return writer.change(entry.id(), catalog -> writer.create(entry, first, minFreeBytes));
  }

  @Override
  public Uni<Appended> append(String executionId, NewRecord record) {
    return threads.writer().append(executionId, record, null);
  }

  @Override
  public Uni<Void> end(String executionId, NewRecord last, Ending ending) {
    return threads
        .writer()
        .append(executionId, last, ending)
        .chain(() -> threads.lane(executionId).seal(executionId));
  }

  @Override
  public Uni<Void> abandon(String executionId, Ending ending) {
    return threads
        .writer()
        .change(
            executionId,
            catalog -> {
              catalog.end(executionId, ending);
              threads.writer().release(executionId);
              return executionId;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<LogPage> read(String executionId, long from, PageLimit limit) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              PageRead read = new PageRead(executionId, from, limit, emitter);
              emitter.onTermination(
                  () -> {
                    read.setOver();
                    threads.waiters().remove(read);
                  });
              threads.lane(executionId).read(read);
            });
  }

  @Override
  public Uni<Long> newest(String executionId) {
    return threads.lane(executionId).ask(executionId, reader -> reader.state().newest());
  }

  @Override
  public Uni<LogPage> results(
      String executionId, long after, PageLimit limit, Predicate<RecordLabel> filter) {
    return threads
        .lane(executionId)
        .ask(executionId, reader -> reader.results(after, limit, filter));
  }

  @Override
  public Uni<LogCounts> count(String executionId, long before) {
    return threads.lane(executionId).ask(executionId, reader -> reader.count(before));
  }

  @Override
  public Uni<@Nullable ExecutionEntry> find(String executionId) {
    return threads.catalog().ask(catalog -> catalog.find(executionId));
  }

  @Override
  public Uni<@Nullable ExecutionEntry> findByRequestId(String requestId) {
    return threads.catalog().ask(catalog -> catalog.findByRequestId(requestId));
  }

  @Override
  public Uni<List<ExecutionEntry>> list(
      @Nullable EntryKey after, int limit, Predicate<ExecutionEntry> filter) {
    return threads.catalog().ask(catalog -> catalog.list(after, limit, filter));
  }

  @Override
  public Uni<List<LogUsage>> usage() {
    return threads.catalog().ask(catalog -> catalog.usage(threads.directory()));
  }

  @Override
  public Uni<Void> trim(String executionId, NewRecord last) {
    return threads
        .lane(executionId)
        .trim(executionId, last)
        .chain(
            () ->
                threads
                    .writer()
                    .change(
                        executionId,
                        catalog -> {
                          catalog.setTrimmed(executionId);
                          return executionId;
                        }))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> delete(String executionId) {
    return threads
        .lane(executionId)
        .delete(executionId)
        .chain(
            () ->
                threads
                    .writer()
                    .change(
                        executionId,
                        catalog -> {
                          catalog.delete(executionId);
                          threads.directory().removeMark(executionId);
                          return executionId;
                        }))
        .replaceWithVoid();
  }

  /** How many reads wait for a record to come. */
  int waitingReadCount() {
    return threads.waiters().count();
  }

  /** Everything that waits fails; what was completed stays. */
  @Override
  public void close() {
    threads.close();
  }
}
