package io.fleetexecutor.execution;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.PageLimit;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Reads a log at the pace of its subscriber, to its end. Holds two pages at most: one that is being
 * taken, and the next.
 */
final class Cursor {
  private static final PageLimit PAGE = new PageLimit(256, 256 << 10);

  private Cursor() {}

  static Multi<LogRecord> read(ExecutionLog log, String executionId, long from) {
    return read(log, executionId, from, UnaryOperator.identity());
  }

  /**
   * @param guard what every read is wrapped in
   */
  static Multi<LogRecord> read(
      ExecutionLog log, String executionId, long from, UnaryOperator<Uni<LogPage>> guard) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicLong(from),
            next ->
                guard
                    .apply(log.read(executionId, next.get(), PAGE))
                    .onItem()
                    .invoke(page -> next.addAndGet(page.records().size())))
        .whilst(page -> !page.last())
        .onItem()
        .transformToIterable(LogPage::records);
  }
}
