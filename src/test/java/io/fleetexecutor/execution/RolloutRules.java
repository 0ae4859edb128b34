package io.fleetexecutor.execution;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of rollouts, held against a log: that everything in it was allowed when it happened,
 * and that nothing that was allowed was put off.
 */
final class RolloutRules {
  private enum Stopped {
    NOT,
    DRAINING,
    ABORTING
  }

  private final ExecutionPlan plan;
  private final Script script;
  private final List<Deque<String>> waiting = new ArrayList<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, Instant> running = new HashMap<>();
  private final Map<String, Instant> retries = new HashMap<>();
  private final Duration distance;
  private int open;
  private int unfinished;
  private int window;
  private int failed;
  private int unreachable;
  private boolean paused;
  private boolean approved;
  private Stopped stopped = Stopped.NOT;
  private Instant now = Instant.EPOCH;
  private Instant lastFinish = Instant.EPOCH;
  private Instant nextStart = Instant.EPOCH;

  private RolloutRules(ExecutionPlan plan, Script script) {
    this.plan = plan;
    this.script = script;
    for (Wave wave : plan.waves()) {
      waiting.add(new ArrayDeque<>(wave.clusters().stream().map(Cluster::name).toList()));
    }
    this.open = plan.waves().size() == 1 ? 0 : -1;
    this.unfinished = plan.waves().size() == 1 ? plan.clusterCount() : 0;
    this.window = plan.pace().slowStart() ? 1 : plan.pace().maxParallelClusters();
    double rate = plan.pace().maxStartsPerSecond();
    this.distance = rate == 0 ? Duration.ZERO : Duration.ofMillis((long) (1_000 / rate));
  }

  static void check(List<Told> events, Script script) {
    ExecutionPlan plan = ((ExecutionAccepted) events.getFirst().payload()).execution().plan();
    var rules = new RolloutRules(plan, script);
    for (int i = 1; i < events.size(); i++) {
      try {
        rules.check(events.get(i));
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + lines(plan, events.subList(1, i + 1)), e);
      }
    }
  }

  private static String lines(ExecutionPlan plan, List<Told> events) {
    return plan
        + events.stream()
            .map(event -> "\n" + event.eventTime().toEpochMilli() + " ms " + event.payload())
            .collect(Collectors.joining());
  }

  private void check(Told event) {
    if (event.eventTime().isAfter(now)) {
      Instant next =
          Stream.of(nextClusterStart(), nextWave())
              .filter(Objects::nonNull)
              .min(Instant::compareTo)
              .orElse(Instant.MAX);
      require(!next.isBefore(event.eventTime()), "something was put off at " + next, event);
      require(!exceeded() || stopped != Stopped.NOT, "it went on over its budget", event);
      now = event.eventTime();
    }
    switch (event.payload()) {
      case WaveStarted wave -> {
        Instant ready = nextWave();
        require(
            ready != null && !ready.isAfter(now) && wave.index() == open + 1, "too early", event);
        open++;
        unfinished = plan.waves().get(open).clusterCount();
        approved = false;
      }
      case ClusterStarted started -> {
        require(!paused && stopped == Stopped.NOT && !exceeded(), "closed", event);
        require(started.cluster().equals(waiting.get(open).poll()), "out of turn", event);
        start(started.cluster(), event);
      }
      case ClusterAttemptStarted again -> {
        Instant due = retries.remove(again.cluster());
        require(due != null && !due.isAfter(now), "too early", event);
        start(again.cluster(), event);
        require(attempts(again.cluster()) == again.attempt(), "attempt", event);
      }
      case ClusterAttemptFailed again -> failed(again, event);
      case ClusterFinished finished -> finished(finished, event);
      case ExecutionStateChanged changed -> changed(changed, event);
      case ExecutionFinished finished -> ended(finished, event);
      case ExecutionAccepted accepted -> require(false, "accepted twice", event);
    }
  }

  private int attempts(String cluster) {
    return requireNonNull(attempts.getOrDefault(cluster, 0));
  }

  private void start(String cluster, Told event) {
    require(
        running.size() < Math.min(window, plan.pace().maxParallelClusters()), "too many", event);
    require(!now.isBefore(nextStart), "too fast", event);
    nextStart = now.plus(distance);
    running.put(cluster, now);
    attempts.merge(cluster, 1, Integer::sum);
  }

  private void failed(ClusterAttemptFailed again, Told event) {
    int attempt = attempts(again.cluster());
    Instant started = running.remove(again.cluster());
    require(started != null && again.attempt() == attempt, "not running", event);
    if (!again.error().reason().equals("SERVER_RESTARTED")) {
      Script.Try tried = script.at(again.cluster(), attempt);
      require(hasTaken(started, tried), "at another time", event);
      require(isRetried(tried, attempt), "not to be tried again", event);
      double limit =
          Math.min(
              plan.retryPolicy().maxBackoff().toMillis(),
              plan.retryPolicy().initialBackoff().toMillis()
                  * Math.pow(plan.retryPolicy().multiplier(), attempt - 1));
      Duration asked = Objects.requireNonNullElse(tried.retryAfter(), Duration.ZERO);
      require(again.retryDelay().compareTo(asked) >= 0, "sooner than asked for", event);
      require(
          again.retryDelay().equals(asked) || again.retryDelay().toMillis() <= limit,
          "later than the limit",
          event);
    }
    window(false);
    retries.put(again.cluster(), now.plus(again.retryDelay()));
  }

  private boolean hasTaken(@Nullable Instant started, Script.Try tried) {
    return started != null && started.plusMillis(tried.millis()).equals(now);
  }

  private boolean isRetried(Script.Try tried, int attempt) {
    return tried.state() != ClusterState.SUCCEEDED
        && attempt < plan.retryPolicy().maxAttempts()
        && plan.retryPolicy().retryableCodes().contains(tried.code());
  }

  private void finished(ClusterFinished finished, Told event) {
    String cluster = finished.result().cluster();
    ClusterState state = finished.result().state();
    int attempt = attempts(cluster);
    require(finished.result().attemptCount() == attempt, "attempts", event);
    switch (state) {
      case NOT_ATTEMPTED -> require(stopped != Stopped.NOT && attempt == 0, "why", event);
      case CANCELLED ->
          require(
              stopped == Stopped.ABORTING
                  && (running.remove(cluster) != null || retries.remove(cluster) != null),
              "why",
              event);
      default -> {
        Script.Try tried = script.at(cluster, attempt);
        Instant started = running.remove(cluster);
        require(hasTaken(started, tried), "when", event);
        require(state == tried.state() && !isRetried(tried, attempt), "how", event);
        window(state == ClusterState.SUCCEEDED);
        count(state);
      }
    }
    unfinished--;
    lastFinish = now;
  }

  private void window(boolean succeeded) {
    if (plan.pace().slowStart()) {
      window =
          succeeded
              ? Math.min(plan.pace().maxParallelClusters(), window + 1)
              : Math.max(1, window / 2);
    }
  }

  private void count(ClusterState state) {
    if (state == ClusterState.UNREACHABLE
        && plan.failureLimits().maxUnreachableClusters() != null) {
      unreachable++;
    } else if (state != ClusterState.SUCCEEDED) {
      failed++;
    }
  }

  private boolean exceeded() {
    return exceeds(failed, plan.failureLimits().maxFailedClusters())
        || exceeds(unreachable, plan.failureLimits().maxUnreachableClusters());
  }

  private static boolean exceeds(int count, @Nullable Integer limit) {
    return limit != null && count > limit;
  }

  private void changed(ExecutionStateChanged changed, Told event) {
    boolean byCaller = !changed.caller().isEmpty();
    switch (changed.state()) {
      case STOPPING -> {
        require(exceeded() && stopped == Stopped.NOT, "within the budget", event);
        stopped =
            plan.failureLimits().onStop() == OnStop.ABORT ? Stopped.ABORTING : Stopped.DRAINING;
      }
      case PAUSED -> {
        require(byCaller || isBetweenWaves(), "nothing to wait for", event);
        paused |= byCaller;
      }
      case RUNNING -> {
        approved |= byCaller && !paused;
        paused &= !byCaller;
      }
      default -> require(false, "no such change", event);
    }
  }

  private void ended(ExecutionFinished finished, Told event) {
    boolean isOver = open + 1 == plan.waves().size() && unfinished == 0;
    require(isOver || stopped != Stopped.NOT, "too early", event);
    require(
        finished.execution().state()
            == (exceeded()
                ? ExecutionState.FAILED
                : failed + unreachable > 0
                    ? ExecutionState.COMPLETED_WITH_FAILURES
                    : ExecutionState.SUCCEEDED),
        "state",
        event);
  }

  private boolean isBetweenWaves() {
    return open >= 0 && unfinished == 0 && open + 1 < plan.waves().size();
  }

  /** When the next wave may start, as things are; null: not by itself. */
  private @Nullable Instant nextWave() {
    if (paused || stopped != Stopped.NOT || exceeded() || open + 1 == plan.waves().size()) {
      return null;
    }
    if (open < 0) {
      return now;
    }
    Wave wave = plan.waves().get(open);
    boolean isHeld = unfinished > 0 || (wave.approvalRequired() && !approved);
    return isHeld ? null : lastFinish.plus(wave.soak());
  }

  /** When the next cluster may start, as things are; null: not by itself. */
  private @Nullable Instant nextClusterStart() {
    if (running.size() >= Math.min(window, plan.pace().maxParallelClusters())
        || stopped == Stopped.ABORTING) {
      return null;
    }
    boolean hasNext =
        open >= 0
            && !waiting.get(open).isEmpty()
            && !paused
            && stopped == Stopped.NOT
            && !exceeded();
    Instant first = hasNext ? now : retries.values().stream().min(Instant::compareTo).orElse(null);
    return first == null ? null : first.isAfter(nextStart) ? first : nextStart;
  }

  private static void require(boolean holds, String what, Told event) {
    if (!holds) {
      throw new AssertionError(
          what + ": " + requireNonNull(event.fact()) + " at " + event.eventTime());
    }
  }
}
