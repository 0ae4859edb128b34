package io.fleetexecutor.rollout;

import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionPlan;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster comes next, and whether it may start, by what has happened so far. A cluster that
 * never started may do so only while its wave is open, nobody has paused the execution and no
 * budget is exceeded; one that has started may be tried again in any case, unless all were cut off.
 * No more run at once than the plan allows, and no more start in a second.
 */
public final class Rollout {
  private enum Gate {
    OPEN,
    /** Nothing starts, and it is still to be told why. */
    CLOSING,
    /** Nothing starts but what has started before. */
    CLOSED,
    /** Nothing starts. */
    CUT_OFF
  }

  private final Waves waves;
  private final FailureBudgets budgets;
  private final SlowStart slowStart;
  private final StartRate rate;
  private final Retries retries = new Retries();
  private final Set<String> givenOut = new HashSet<>();
  private final Set<String> running = new HashSet<>();
  private final Set<String> started = new HashSet<>();
  private @Nullable Pause pause;
  private int left;
  private Gate gate = Gate.OPEN;
  private boolean held;

  /** As it is before anything has happened. */
  public Rollout(ExecutionPlan plan) {
    this.waves = new Waves(plan.waves());
    this.budgets = new FailureBudgets(plan.failureLimits());
    this.slowStart = new SlowStart(plan.pace().slowStart(), plan.pace().maxParallelClusters());
    this.rate = new StartRate(plan.pace().maxStartsPerSecond());
    this.left = plan.clusterCount();
  }

  /** Gives the next cluster out, to be started or given back. */
  public synchronized Turn next(Instant now) {
    if (held) {
      return Turn.NOBODY;
    }
    return switch (gate) {
      case CLOSING -> Turn.NOBODY;
      case OPEN -> give(now, pause == null ? waves::poll : () -> null);
      case CLOSED -> {
        String notStarted = waves.pollAny();
        yield notStarted == null ? give(now, () -> null) : Turn.of(notStarted);
      }
      case CUT_OFF -> {
        String any = waves.pollAny();
        yield new Turn(any == null ? retries.poll(Instant.MAX) : any, null);
      }
    };
  }

  private Turn give(Instant now, Supplier<@Nullable String> notStarted) {
    if (givenOut.size() >= slowStart.window()) {
      return Turn.NOBODY;
    }
    if (!rate.allows(now)) {
      return Turn.nobodyBefore(rate.next());
    }
    String again = retries.poll(now);
    String cluster = again == null ? notStarted.get() : again;
    if (cluster == null) {
      return Turn.nobodyBefore(retries.due());
    }
    givenOut.add(cluster);
    return Turn.of(cluster);
  }

  /** Asked when it could; where it may, it does. */
  public synchronized boolean mayStart(String cluster, Instant now) {
    boolean mayStart =
        !held && isOpenFor(cluster) && running.size() < slowStart.window() && rate.allows(now);
    if (mayStart) {
      start(cluster, now);
    }
    return mayStart;
  }

  private boolean isOpenFor(String cluster) {
    return started.contains(cluster)
        ? gate != Gate.CUT_OFF
        : gate == Gate.OPEN && pause == null && !waves.isPreceded(cluster);
  }

  private void start(String cluster, Instant now) {
    rate.started(now);
    givenOut.add(cluster);
    running.add(cluster);
    started.add(cluster);
  }

  /** Whether a cluster that did not start has its turn again. */
  public synchronized boolean giveBack(String cluster) {
    boolean hasStarted = started.contains(cluster);
    boolean again = hasStarted ? gate != Gate.CUT_OFF : gate == Gate.OPEN || gate == Gate.CLOSING;
    if (again) {
      leave(cluster);
      if (hasStarted) {
        retries.add(cluster, Instant.EPOCH);
      } else {
        waves.giveBack(cluster);
      }
    }
    return again;
  }

  /** The log has that it started. */
  public synchronized void started(String cluster, Instant now) {
    waves.remove(cluster);
    retries.remove(cluster);
    start(cluster, now);
  }

  /** An attempt failed, and another is to follow; to be told before anybody takes its place. */
  public synchronized void attemptFailed(String cluster) {
    leave(cluster);
    slowStart.failed();
  }

  /** When that other attempt is due. */
  public synchronized void retry(String cluster, Instant due) {
    retries.add(cluster, due);
  }

  /** How it ended; to be told before anybody takes its place. */
  public synchronized void ended(String cluster, ClusterState state) {
    leave(cluster);
    budgets.add(cluster, state);
    if (state == ClusterState.SUCCEEDED) {
      slowStart.succeeded();
    } else if (FailureBudgets.isFailure(state)) {
      slowStart.failed();
    }
    if (gate == Gate.OPEN && budgets.overrun() != null) {
      gate = Gate.CLOSING;
    }
  }

  /** It has its result, and will not come again. */
  public synchronized void done(String cluster) {
    leave(cluster);
    started.remove(cluster);
    waves.remove(cluster);
    retries.remove(cluster);
    left--;
  }

  /** The log has its result. */
  public synchronized void finished(Instant now) {
    waves.finished(now);
  }

  private void leave(String cluster) {
    givenOut.remove(cluster);
    running.remove(cluster);
  }

  public synchronized Phase phase(Instant now) {
    return waves.phase(now);
  }

  /** Clusters of this wave may start. */
  public synchronized void open(int wave) {
    waves.open(wave);
  }

  /** The wave after the one that has ended may begin. */
  public synchronized void approve() {
    waves.approve();
  }

  public synchronized void pause(Pause by) {
    pause = by;
  }

  public synchronized void resume() {
    pause = null;
  }

  /** Null where nobody paused it. */
  public synchronized @Nullable Pause pause() {
    return pause;
  }

  /** Null where no budget is exceeded. */
  public synchronized @Nullable BudgetOverrun overrun() {
    return budgets.overrun();
  }

  /**
   * The log says why nothing starts any more.
   *
   * @param cutOff not even what has started before
   */
  public synchronized void close(boolean cutOff) {
    gate = cutOff || gate == Gate.CUT_OFF ? Gate.CUT_OFF : Gate.CLOSED;
  }

  /** Nothing starts any more, also not what has started before: somebody else goes on with it. */
  public synchronized void hold() {
    held = true;
  }

  /**
   * Keeps everything from starting, if nothing runs and nothing may; returns whether that is so.
   */
  public synchronized boolean suspend(Instant now) {
    Phase phase = waves.phase(now);
    boolean isHeld =
        pause != null || phase instanceof Phase.Soaking || phase instanceof Phase.AwaitingApproval;
    boolean isIdle = gate == Gate.OPEN && isHeld && started.isEmpty() && givenOut.isEmpty();
    if (isIdle) {
      gate = Gate.CLOSING;
    }
    return isIdle;
  }

  public synchronized boolean isOver() {
    return left == 0;
  }
}
