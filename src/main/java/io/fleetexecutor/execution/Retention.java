package io.fleetexecutor.execution;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogUsage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps what executions that have ended take of the disk within a policy: what is too old goes, and
 * of what is too much the oldest of whoever has the most. What has not ended is never touched and
 * does not count.
 */
public final class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final ExecutionLog log;
  private final Journal journal;
  private final ExecutionCallers callers;
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
    this.callers = new ExecutionCallers(journal);
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
        .invoke(callers::keepOnly)
        .map(usage -> usage.stream().filter(each -> each.endTime() != null).toList())
        .onItem()
        .transformToMulti(
            ended -> Multi.createBy().concatenating().streams(trim(ended), delete(ended)))
        .onItem()
        .ignoreAsUni();
  }

  private Multi<Void> trim(List<LogUsage> ended) {
    List<LogUsage> withEvents = ended.stream().filter(each -> each.bytes() > 0).toList();
    return excess(withEvents, policy.maxAge(), policy.maxExecutions(), policy.maxBytes())
        .onItem()
        .transformToUniAndConcatenate(
            each -> logged(each, journal.find(each.executionId()).chain(journal::trim)));
  }

  private Multi<Void> delete(List<LogUsage> ended) {
    return excess(ended, policy.maxHistoryAge(), policy.maxHistory(), Long.MAX_VALUE)
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
  private Multi<LogUsage> excess(
      List<LogUsage> oldestFirst, Duration maxAge, int maxCount, long maxBytes) {
    Instant oldest = clock.instant().minus(maxAge);
    List<LogUsage> tooOld = oldestFirst.stream().filter(each -> isBefore(each, oldest)).toList();
    List<LogUsage> rest = oldestFirst.stream().filter(each -> !isBefore(each, oldest)).toList();
    Multi<LogUsage> tooMuch =
        isWithin(rest, maxCount, maxBytes)
            ? Multi.createFrom().empty()
            : excess(rest, maxCount, maxBytes);
    return Multi.createBy().concatenating().streams(Multi.createFrom().iterable(tooOld), tooMuch);
  }

  private static boolean isBefore(LogUsage ended, Instant moment) {
    return Objects.requireNonNull(ended.endTime()).isBefore(moment);
  }

  private static boolean isWithin(List<LogUsage> all, int maxCount, long maxBytes) {
    return all.size() <= maxCount && all.stream().mapToLong(LogUsage::bytes).sum() <= maxBytes;
  }

  private Multi<LogUsage> excess(List<LogUsage> oldestFirst, int maxCount, long maxBytes) {
    return callers
        .lookUp(oldestFirst)
        .map(done -> new RetentionShares(oldestFirst, callers::nameOf))
        .onItem()
        .transformToMulti(
            shares -> Multi.createFrom().iterable(shares.takeExcess(maxCount, maxBytes)));
  }
}
