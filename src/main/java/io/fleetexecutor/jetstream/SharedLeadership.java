package io.fleetexecutor.jetstream;

import io.fleetexecutor.execution.AttemptHost;
import io.fleetexecutor.execution.Command;
import io.fleetexecutor.execution.Leadership;
import io.fleetexecutor.workforce.Workforce;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Leads executions together with other processes: takes over those whose process is gone, and lets
 * all go when others may think that this one is.
 */
final class SharedLeadership implements Leadership {
  private static final Logger LOG = Logger.getLogger(SharedLeadership.class);
  private static final Duration TELL = Duration.ofSeconds(1);

  private final String replica;
  private final Membership membership;
  private final RunningExecutions running;
  private final Commands commands;
  private final LogWriters writers;
  private final Workforce workforce;
  private final Duration beat;
  private final Executor threads;
  private final ScheduledExecutorService timers;
  private final List<Future<?>> timed = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, byte[]> told = new ConcurrentHashMap<>();
  private final AtomicBoolean leading = new AtomicBoolean();
  private volatile boolean closed;

  SharedLeadership(
      String replica,
      Membership membership,
      RunningExecutions running,
      Commands commands,
      LogWriters writers,
      Workforce workforce,
      Duration beat,
      Executor threads,
      ScheduledExecutorService timers) {
    this.replica = replica;
    this.membership = membership;
    this.running = running;
    this.commands = commands;
    this.beat = beat;
    this.threads = threads;
    this.timers = timers;
    this.writers = writers;
    this.workforce = workforce;
  }

  /** Fails where NATS does not answer. */
  @Override
  public Uni<Void> begin(Leader here, AttemptHost host) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(threads)
        .invoke(
            () -> {
              workforce.lend(host);
              beat(here, host);
              commands.serve(replica, here, executionId -> tell(executionId, here));
              commands.onCall(() -> threads.execute(() -> run(() -> lead(here), leading)));
              every(beat, () -> beat(here, host));
              every(beat.multipliedBy(2), leading, () -> lead(here));
              every(beat, () -> letGoUnlessHeld(here));
              every(TELL, workforce::callRoll);
              every(TELL, () -> tell(here));
            });
  }

  private void beat(Leader here, AttemptHost host) {
    membership.beat(host.isOpen(), () -> letAllGo(here));
  }

  private void every(Duration interval, Runnable work) {
    every(interval, new AtomicBoolean(), work);
  }

  private void every(Duration interval, AtomicBoolean underWay, Runnable work) {
    timed.add(
        timers.scheduleWithFixedDelay(
            () -> threads.execute(() -> run(work, underWay)),
            0,
            interval.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  /** Unless it is under way. */
  private void run(Runnable work, AtomicBoolean underWay) {
    if (!underWay.compareAndSet(false, true)) {
      return;
    }
    try {
      if (!closed) {
        work.run();
      }
    } catch (UncheckedIOException e) {
      LOG.debug("NATS cannot be reached", e);
    } catch (RuntimeException e) {
      LOG.error("executions are not led", e);
    } finally {
      underWay.set(false);
    }
  }

  private void lead(Leader here) {
    // Before looking who is there: whoever has come meanwhile runs none of these.
    List<RunningExecutions.Running> all = running.all();
    membership.observe();
    workforce.look();
    for (RunningExecutions.Running each : all) {
      if (isLost(each)) {
        letGo(each.executionId(), here);
      } else if (isLeft(each) && membership.isHeld() && here.isOpen() && take(each)) {
        goOn(each, here);
      }
    }
  }

  /** Another has taken it over while this process, and its clock, stood still. */
  private boolean isLost(RunningExecutions.Running execution) {
    return running.isOwn(execution.executionId()) && !execution.leader().equals(replica);
  }

  private boolean isLeft(RunningExecutions.Running execution) {
    return execution.leader().equals(replica)
        ? !running.isOwn(execution.executionId())
        : membership.isGone(execution.leader());
  }

  private boolean take(RunningExecutions.Running left) {
    if (!running.takeOver(left)) {
      return false;
    }
    try {
      return writers.take(left.executionId());
    } catch (RuntimeException e) {
      // It is tried again with the next beat, and hinders no other.
      running.forget(left.executionId());
      LOG.errorf(e, "execution %s cannot be taken over now", left.executionId());
      return false;
    }
  }

  private void goOn(RunningExecutions.Running left, Leader here) {
    String executionId = left.executionId();
    Long epoch = running.epoch(executionId);
    if (epoch == null) {
      return;
    }
    LOG.infof("goes on with execution %s, which was run by %s", executionId, left.leader());
    workforce
        .fence(executionId, epoch)
        .chain(
            fenced ->
                epoch.equals(running.epoch(executionId))
                    ? here.goOn(executionId)
                    : Uni.createFrom().voidItem())
        .subscribe()
        .with(
            done -> {}, failure -> LOG.errorf(failure, "execution %s does not go on", executionId));
  }

  /** Before anybody else can think that this process is gone. */
  private void letGoUnlessHeld(Leader here) {
    if (!membership.isHeld()) {
      letAllGo(here);
    }
  }

  private void letAllGo(Leader here) {
    running.own().forEach(executionId -> letGo(executionId, here));
    workforce.stopLending();
  }

  private void letGo(String executionId, Leader here) {
    LOG.warnf("lets execution %s go", executionId);
    writers.lose(executionId);
    here.letGo(executionId);
  }

  private void tell(Leader here) {
    told.keySet().retainAll(running.own());
    running.own().forEach(executionId -> tell(executionId, here));
  }

  private synchronized void tell(String executionId, Leader here) {
    byte[] outline = here.outline(executionId);
    if (outline == null || Arrays.equals(outline, told.get(executionId))) {
      return;
    }
    if (running.update(executionId, outline)) {
      told.put(executionId, outline);
    } else {
      letGo(executionId, here);
    }
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean isHeld() {
    return membership.isHeld();
  }

  @Override
  public void drain() {
    workforce.handBack();
  }

  @Override
  public void stopHelping() {
    workforce.stopLending();
  }

  @Override
  public void handOver(String executionId) {
    threads.execute(
        () -> {
          try {
            running.leave(executionId);
            writers.lose(executionId);
            commands.callOthers();
          } catch (UncheckedIOException e) {
            LOG.debug("others will find it when this process has gone", e);
          }
        });
  }

  @Override
  public Uni<Map<String, byte[]>> outlines() {
    return Uni.createFrom()
        .voidItem()
        .emitOn(threads)
        .map(
            now -> {
              Map<String, byte[]> outlines = new HashMap<>();
              running.all().forEach(each -> outlines.put(each.executionId(), each.outline()));
              return outlines;
            });
  }

  @Override
  public Uni<Boolean> forward(String executionId, Command command) {
    return Uni.createFrom().voidItem().emitOn(threads).map(now -> forwardNow(executionId, command));
  }

  private boolean forwardNow(String executionId, Command command) {
    RunningExecutions.Running execution = running.find(executionId);
    if (execution == null || execution.leader().equals(replica)) {
      return false;
    }
    if (commands.send(execution.leader(), executionId, command)) {
      return true;
    }
    throw new UncheckedIOException(
        new IOException(
            "the server that runs execution %s does not answer; another goes on with it in a moment"
                .formatted(executionId)));
  }

  /** Others take over at once. */
  void close() {
    closed = true;
    timed.forEach(each -> each.cancel(false));
    workforce.stopLending();
    membership.leave();
  }
}
