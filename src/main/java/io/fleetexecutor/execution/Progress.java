package io.fleetexecutor.execution;

import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.execution.StreamEvent.ProgressReported;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What of an execution's records was counted, and what of that was reported. */
final class Progress {
  private final String executionId;
  private final Counts counts;
  private final Duration interval;
  private final InstantSource clock;
  private Instant lastReport;
  private long lastPosition;
  private boolean changed;
  private boolean reportIsDueAtTheEnd;

  /**
   * @param counts before the first record that comes
   */
  Progress(String executionId, Counts counts, Duration interval, InstantSource clock) {
    this.executionId = executionId;
    this.counts = counts;
    this.interval = interval;
    this.clock = clock;
    this.lastReport = clock.instant();
  }

  /** The record, and the report that goes with it. */
  List<StreamEvent> after(LogRecord record) {
    if (record.label().type() == RecordType.EXECUTION_FINISHED) {
      return reportIsDueAtTheEnd ? List.of(report(), fact(record)) : List.of(fact(record));
    }
    changed |= counts.add(record.label());
    lastPosition = record.position();
    reportIsDueAtTheEnd = true;
    return isDue() ? List.of(fact(record), report()) : List.of(fact(record));
  }

  private Fact fact(LogRecord record) {
    return new Fact(executionId, record);
  }

  /** The report that is due though no record came. */
  List<StreamEvent> whileQuiet() {
    return isDue() ? List.of(report()) : List.of();
  }

  private boolean isDue() {
    return changed && Duration.between(lastReport, clock.instant()).compareTo(interval) >= 0;
  }

  private ProgressReported report() {
    changed = false;
    reportIsDueAtTheEnd = false;
    lastReport = clock.instant();
    return new ProgressReported(
        Sequence.of(lastPosition) + 1, lastReport, executionId, counts.now());
  }
}
