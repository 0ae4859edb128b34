package io.fleetexecutor.execution;

import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.execution.StreamEvent.ProgressReported;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ExecutionEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event that a stream told: a fact, or progress. */
record Told(
    long sequence,
    Instant eventTime,
    @Nullable ExecutionEvent fact,
    @Nullable ClusterCounts progress) {

  static Told of(StreamEvent event, EventCodec codec) {
    return switch (event) {
      case Fact fact -> {
        var timed = codec.event(fact.record().payload());
        yield new Told(Sequence.of(fact.record().position()), timed.time(), timed.event(), null);
      }
      case ProgressReported progress ->
          new Told(progress.sequence(), progress.time(), null, progress.counts());
    };
  }

  boolean isProgress() {
    return progress != null;
  }

  ExecutionEvent payload() {
    return Objects.requireNonNull(fact);
  }

  ClusterCounts counts() {
    return Objects.requireNonNull(progress);
  }
}
