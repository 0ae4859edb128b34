package io.fleetexecutor.execution;

import io.fleetexecutor.model.ExecutionEvent;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Adds ProgressReported to a stream of events: when counts have changed, at most once per interval,
 * also while no event comes, and always right before ExecutionFinished. Buffers one event.
 */
public final class ProgressReporter {
  private static final Duration SHORTEST_TICK = Duration.ofMillis(10);

  private final InstantSource clock;
  private final ScheduledExecutorService timers;

  public ProgressReporter(InstantSource clock, ScheduledExecutorService timers) {
    this.clock = clock;
    this.timers = timers;
  }

  /**
   * The events, and reports among them.
   *
   * @param interval zero: after every change
   */
  public Multi<ExecutionEvent> report(Multi<ExecutionEvent> events, Duration interval) {
    return Multi.createFrom()
        .deferred(
            () -> {
              var progress = new Progress(interval, clock);
              return signals(events, interval)
                  .select()
                  .first(signal -> !(signal instanceof End))
                  .onItem()
                  .transformToIterable(
                      signal ->
                          signal instanceof Fact fact
                              ? progress.after(fact.event())
                              : progress.whileQuiet());
            });
  }

  private Multi<Signal> signals(Multi<ExecutionEvent> events, Duration interval) {
    Multi<Signal> facts =
        Multi.createBy()
            .concatenating()
            .streams(events.onItem().transform(Fact::new), Multi.createFrom().item(new End()));
    if (interval.isZero()) {
      return facts;
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
    return Multi.createBy().merging().withConcurrency(2).withRequests(1).streams(facts, ticks);
  }

  private sealed interface Signal {}

  private record Fact(ExecutionEvent event) implements Signal {}

  private record Tick() implements Signal {}

  private record End() implements Signal {}
}
