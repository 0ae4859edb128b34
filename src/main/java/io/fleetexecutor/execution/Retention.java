package io.fleetexecutor.execution;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogUsage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps what executions take of the disk within a policy, the oldest going first. What has not
 * ended is never touched, but counts.
 */
public final class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final ExecutionLog log;
  private final Journal journal;
  private final RetentionPolicy policy;
  private final InstantSource clock;
  private final ScheduledExecutorService timers;

  public Retention(
      ExecutionLog log,
      EventCodec codec,
      RetentionPolicy policy,
      InstantSource clock,
      ScheduledExecutorService timers) {
    this.log = log;
    this.journal = new Journal(log, codec, clock);
    this.policy = policy;
    this.clock = clock;
    this.timers = timers;
  }

  /** Enforces the policy now and then, as long as there are timers. */
  public void every(Duration interval) {
    timers.scheduleWithFixedDelay(
        () ->
            enforce()
                .subscribe()
                .with(done -> {}, failure -> LOG.error("retention was not enforced", failure)),
        0,
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Enforces the policy once; an execution that cannot be touched hinders no other. */
  public Uni<Void> enforce() {
    return log.usage()
        .onItem()
        .transformToMulti(
            usage -> Multi.createBy().concatenating().streams(trim(usage), delete(usage)))
        .onItem()
        .ignoreAsUni();
  }

  private Multi<Void> trim(List<LogUsage> usage) {
    List<LogUsage> withEvents = usage.stream().filter(each -> each.bytes() > 0).toList();
    return Multi.createFrom()
        .iterable(excess(withEvents, policy.maxAge(), policy.maxExecutions(), policy.maxBytes()))
        .onItem()
        .transformToUniAndConcatenate(
            each -> logged(each, journal.find(each.executionId()).chain(journal::trim)));
  }

  private Multi<Void> delete(List<LogUsage> usage) {
    return Multi.createFrom()
        .iterable(excess(usage, policy.maxHistoryAge(), policy.maxHistory(), Long.MAX_VALUE))
        .onItem()
        .transformToUniAndConcatenate(each -> logged(each, log.delete(each.executionId())));
  }

  private static Uni<Void> logged(LogUsage each, Uni<Void> work) {
    return work.onFailure(LogException.NoSuchExecution.class)
        .recoverWithNull() // Another replica was first.
        .onFailure()
        .invoke(
            failure -> LOG.warnf("retention of %s: %s", each.executionId(), failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** Those to go so that what is left is within the limits. */
  private List<LogUsage> excess(
      List<LogUsage> oldestFirst, Duration maxAge, int maxCount, long maxBytes) {
    Instant tooOld = clock.instant().minus(maxAge);
    int count = oldestFirst.size();
    long bytes = oldestFirst.stream().mapToLong(LogUsage::bytes).sum();
    List<LogUsage> excess = new ArrayList<>();
    for (LogUsage each : oldestFirst) {
      if (each.endTime() == null) {
        continue;
      }
      if (count > maxCount
          || bytes > maxBytes
          || Objects.requireNonNull(each.endTime()).isBefore(tooOld)) {
        excess.add(each);
        count--;
        bytes -= each.bytes();
      }
    }
    return excess;
  }
}
