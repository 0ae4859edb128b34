package io.fleetexecutor.execution;

import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ProgressReported;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What of an execution's events was counted, and what of that was reported. */
final class Progress {
  private final Duration interval;
  private final InstantSource clock;
  private Tally tally = new Tally(0);
  private Instant lastReport = Instant.MIN;
  private long lastSequence;
  private String executionId = "";
  private boolean changed;
  private boolean reportIsLast;

  Progress(Duration interval, InstantSource clock) {
    this.interval = interval;
    this.clock = clock;
  }

  /** The event, and the report that goes with it. */
  List<ExecutionEvent> after(ExecutionEvent event) {
    if (event.payload() instanceof ExecutionFinished) {
      return reportIsLast ? List.of(event) : List.of(report(), event);
    }
    if (event.payload() instanceof ExecutionAccepted accepted) {
      tally = new Tally(accepted.execution().plan().clusterCount());
      lastReport = clock.instant();
      executionId = event.executionId();
    }
    changed |= tally.add(event.payload());
    lastSequence = event.sequence();
    reportIsLast = false;
    return isDue() ? List.of(event, report()) : List.of(event);
  }

  /** The report that is due though no event came. */
  List<ExecutionEvent> whileQuiet() {
    return isDue() ? List.of(report()) : List.of();
  }

  private boolean isDue() {
    return changed && Duration.between(lastReport, clock.instant()).compareTo(interval) >= 0;
  }

  private ExecutionEvent report() {
    changed = false;
    reportIsLast = true;
    lastReport = clock.instant();
    return new ExecutionEvent(
        lastSequence + 1, lastReport, executionId, new ProgressReported(tally.counts()));
  }
}
