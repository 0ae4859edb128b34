package io.fleetexecutor.execution;

import io.fleetexecutor.log.LogRecord;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Adds progress to the records of a log: when counts have changed, at most once per interval, also
 * while no record comes, and always right before ExecutionFinished, unless the stream began there.
 * Buffers one record.
 */
final class ProgressReporter {
  private static final Duration SHORTEST_TICK = Duration.ofMillis(10);

  private final InstantSource clock;
  private final ScheduledExecutorService timers;

  ProgressReporter(InstantSource clock, ScheduledExecutorService timers) {
    this.clock = clock;
    this.timers = timers;
  }

  /**
   * The records, and reports among them.
   *
   * @param before what was counted before the first of the records
   * @param interval zero: after every change
   */
  Multi<StreamEvent> report(
      String executionId, Counts before, Multi<LogRecord> records, Duration interval) {
    return Multi.createFrom()
        .deferred(
            () -> {
              var progress = new Progress(executionId, before, interval, clock);
              return signals(records, interval)
                  .select()
                  .first(signal -> !(signal instanceof End))
                  .onItem()
                  .transformToIterable(
                      signal ->
                          signal instanceof Record record
                              ? progress.after(record.record())
                              : progress.whileQuiet());
            });
  }

  private Multi<Signal> signals(Multi<LogRecord> records, Duration interval) {
    Multi<Signal> all =
        Multi.createBy()
            .concatenating()
            .streams(records.onItem().transform(Record::new), Multi.createFrom().item(new End()));
    if (interval.isZero()) {
      return all;
    }
    Multi<Signal> ticks =
        Multi.createFrom()
            .ticks()
            .onExecutor(timers)
            .every(interval.compareTo(SHORTEST_TICK) < 0 ? SHORTEST_TICK : interval)
            .onOverflow()
            .drop()
            .onItem()
            .transform(tick -> new Tick());
    return Multi.createBy().merging().withConcurrency(2).withRequests(1).streams(all, ticks);
  }

  private sealed interface Signal {}

  private record Record(LogRecord record) implements Signal {}

  private record Tick() implements Signal {}

  private record End() implements Signal {}
}
