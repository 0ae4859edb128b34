package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs. The last record of one that has ended is not given before the catalog tells that it
 * has: whoever has seen it finds the execution ended. Calls block.
 */
final class LogReader {
  private final Batches batches;
  private final Catalog catalog;

  LogReader(Batches batches, Catalog catalog) {
    this.batches = batches;
    this.catalog = catalog;
  }

  /** Null: there is nothing from this position on yet. */
  @Nullable LogPage read(String executionId, long from, PageLimit limit) {
    var page = new PageBuilder(limit);
    for (long next = from; ; ) {
      Batch batch = from < 1 ? null : batches.at(executionId, next);
      if (batch == null || batch.header().first() > next || next != from && page.isFull()) {
        break;
      }
      for (LogRecord record : batch.records()) {
        if (record.position() >= next && !page.add(record)) {
          return page.build(false);
        }
      }
      next = batch.newest() + 1;
    }
    return page.isEmpty() ? nothing(executionId, from) : withEnd(executionId, page);
  }

  private @Nullable LogPage withEnd(String executionId, PageBuilder page) {
    if (page.last().label().type() != RecordType.EXECUTION_FINISHED) {
      return page.build(false);
    }
    if (catalog.require(executionId).hasEnded()) {
      return page.build(true);
    }
    page.removeLast();
    return page.isEmpty() ? null : page.build(false);
  }

  private @Nullable LogPage nothing(String executionId, long from) {
    CatalogEntry entry = catalog.require(executionId);
    long newest = written(executionId);
    if (from > newest + 1) {
      throw new LogException.NotReached(executionId, newest);
    }
    if (from == newest + 1) {
      // Of one that was abandoned there is no last record.
      return entry.hasEnded() ? new LogPage(List.of(), true) : null;
    }
    Long oldest = batches.oldest(executionId);
    if (oldest != null && from < oldest) {
      throw new LogException.NotKept(executionId, oldest);
    }
    return null; // It was written a moment ago.
  }

  long newest(String executionId) {
    catalog.require(executionId);
    return written(executionId);
  }

  private long written(String executionId) {
    Batches.Tail tail = batches.tail(executionId);
    if (tail == null) {
      throw new LogException.Damaged(executionId, "its records are missing");
    }
    return tail.header().newest();
  }

  LogPage results(String executionId, long after, PageLimit limit, Predicate<RecordLabel> filter) {
    catalog.require(executionId);
    Long oldest = batches.oldest(executionId);
    var page = new PageBuilder(limit);
    for (long next = Math.max(after + 1, oldest == null ? 1 : oldest); ; ) {
      Batch batch = batches.at(executionId, next);
      if (batch == null) {
        return page.build(true);
      }
      for (LogRecord record : batch.records()) {
        boolean passes =
            record.position() >= next
                && record.label().type() == RecordType.CLUSTER_FINISHED
                && filter.test(record.label());
        if (passes && !page.add(record)) {
          return page.build(false);
        }
      }
      next = batch.newest() + 1;
    }
  }

  LogCounts count(String executionId, long before) {
    catalog.require(executionId);
    Batch found = batches.at(executionId, before);
    if (found == null) {
      found = batches.last(executionId);
    }
    return found == null ? new LogCounts(0, Map.of()) : found.countsBefore(before);
  }

  /** Within its limit, but always with one record. */
  private static final class PageBuilder {
    private final PageLimit limit;
    private final List<LogRecord> records = new ArrayList<>();
    private long bytes;

    PageBuilder(PageLimit limit) {
      this.limit = limit;
    }

    /** False where there is no room for it. */
    boolean add(LogRecord record) {
      bytes += record.payload().length;
      if (!records.isEmpty() && (isFull() || bytes > limit.bytes())) {
        return false;
      }
      records.add(record);
      return true;
    }

    boolean isFull() {
      return records.size() >= limit.records();
    }

    boolean isEmpty() {
      return records.isEmpty();
    }

    LogRecord last() {
      return records.getLast();
    }

    void removeLast() {
      records.removeLast();
    }

    LogPage build(boolean last) {
      return new LogPage(records, last);
    }
  }
}
