package io.fleetexecutor.health;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.inventory.Roster;
import io.fleetexecutor.model.ClusterHealth;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks every cluster of the fleet again and again, no more at once than it may and no more than
 * 200 a second, those that are due first before the others. New clusters are spread out, so that a
 * large fleet is no burst. A cluster that answers executions meanwhile is checked less often.
 */
public final class HealthMonitor implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HealthMonitor.class);
  private static final Duration TICK = Duration.ofMillis(100);
  // 200 a second: a budget of processor time, however many clusters there are.
  private static final int MOST_STARTS_IN_A_TICK = 20;
  private static final Duration SPREAD_OF_ONE = TICK.dividedBy(MOST_STARTS_IN_A_TICK);
  private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);
  private static final double JITTER = 0.1;
  // What no answer tells, such as the version after an upgrade, is not older than so many
  // intervals.
  private static final int MOST_INTERVALS = 10;

  private final HealthSettings settings;
  private final ClusterConnections connections;
  private final HealthCheck check;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Future<?> ticking;
  private final Map<String, Patient> patients = new HashMap<>();
  private final NavigableSet<Patient> waiting =
      new TreeSet<>(Comparator.comparing(Patient::due).thenComparing(Patient::name));
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private int running;
  private boolean changed;

  /** A cluster that is looked after. */
  private static final class Patient {
    final String name;
    final ApiEndpoint endpoint;
    Instant due;
    // Due for the first time since the last check, before it was put off.
    Instant wanted;
    @Nullable ClusterHealth health;

    Patient(String name, ApiEndpoint endpoint, Instant due) {
      this.name = name;
      this.endpoint = endpoint;
      this.due = due;
      this.wanted = due;
    }

    String name() {
      return name;
    }

    Instant due() {
      return due;
    }

    void plan(Instant next) {
      due = next;
      wanted = next;
    }

    boolean isKnownRefused() {
      return health != null && health.refused();
    }
  }

  public HealthMonitor(
      ClusterConnections connections,
      HealthSettings settings,
      InstantSource clock,
      ScheduledExecutorService timers,
      RandomGenerator random) {
    this.connections = connections;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.check = new HealthCheck(connections, settings.timeout(), clock, timers);
    this.ticking =
        timers.scheduleWithFixedDelay(
            this::tickOn, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** From now on these are the clusters. */
  public synchronized void update(Roster roster) {
    patients.values().removeIf(patient -> hasGone(patient, roster));
    long spread = SPREAD_OF_ONE.multipliedBy(roster.targets().size()).toMillis();
    roster
        .targets()
        .forEach(
            (name, target) -> {
              ApiEndpoint endpoint = target.endpoint();
              if (endpoint != null) {
                lookAfter(name, endpoint, spread);
              }
            });
  }

  private boolean hasGone(Patient patient, Roster roster) {
    var target = roster.targets().get(patient.name);
    boolean gone = target == null || target.endpoint() == null;
    if (gone) {
      waiting.remove(patient);
    }
    return gone;
  }

  /** Other credentials make it no other cluster. */
  private void lookAfter(String name, ApiEndpoint endpoint, long spreadMillis) {
    Patient earlier = patients.get(name);
    if (earlier != null && earlier.endpoint.equals(endpoint)) {
      return;
    }
    Instant due = clock.instant().plusMillis(random.nextLong(spreadMillis + 1));
    Patient patient = new Patient(name, endpoint, due);
    if (earlier != null) {
      waiting.remove(earlier);
      patient.health = earlier.endpoint.server().equals(endpoint.server()) ? earlier.health : null;
    }
    patients.put(name, patient);
    waiting.add(patient);
  }

  /** Nothing that goes wrong once may end it. */
  private void tickOn() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.error("clusters could not be checked", e);
    }
  }

  private void tick() {
    hurryRefused();
    startDue();
    if (takeChanged()) {
      followers.forEach(Runnable::run);
    }
  }

  /** Whoever found out first that a cluster cannot be reached, its next check is due at once. */
  private synchronized void hurryRefused() {
    Instant now = clock.instant();
    for (String name : connections.refused()) {
      Patient patient = patients.get(name);
      if (patient != null
          && !patient.isKnownRefused()
          && patient.due.isAfter(now)
          && waiting.remove(patient)) {
        patient.due = now;
        waiting.add(patient);
      }
    }
  }

  private void startDue() {
    for (int started = 0; started < MOST_STARTS_IN_A_TICK; started++) {
      Patient patient = nextDue();
      if (patient == null) {
        return;
      }
      check.run(patient.name, patient.health).subscribe().with(health -> finished(patient, health));
    }
  }

  private synchronized @Nullable Patient nextDue() {
    Instant now = clock.instant();
    while (running < settings.parallel()
        && !waiting.isEmpty()
        && !waiting.first().due.isAfter(now)) {
      Patient patient = waiting.removeFirst();
      if (!isPutOff(patient, now)) {
        running++;
        return patient;
      }
      waiting.add(patient);
    }
    return null;
  }

  /** A check beside a request would need a connection of its own, and tell little that is new. */
  private boolean isPutOff(Patient patient, Instant now) {
    if (connections.isRefused(patient.name)) {
      return false;
    }
    ClusterHealth health = patient.health;
    Instant answer = connections.lastAnswer(patient.name);
    if (health != null && answer != null && isEnough(health, answer, now)) {
      Instant due = answer.plus(pause(health));
      if (due.isAfter(now)) {
        patient.health = health.seenAt(answer);
        patient.plan(due);
        return true;
      }
    }
    if (connections.isBusy(patient.name)
        && now.isBefore(patient.wanted.plus(settings.interval()))) {
      patient.due = now.plus(BUSY_PAUSE);
      return true;
    }
    return false;
  }

  /** Whether an answer to another request is newer than the check, and that is not too old. */
  private boolean isEnough(ClusterHealth health, Instant answer, Instant now) {
    Instant latest = health.checkTime().plus(settings.interval().multipliedBy(MOST_INTERVALS));
    return health.reachable() && answer.isAfter(health.checkTime()) && now.isBefore(latest);
  }

  private synchronized void finished(Patient patient, ClusterHealth health) {
    running--;
    if (patients.get(patient.name) != patient) {
      return;
    }
    changed |= !ClusterHealth.alike(patient.health, health);
    patient.health = health;
    patient.plan(clock.instant().plus(pause(health)));
    waiting.add(patient);
  }

  private Duration pause(ClusterHealth health) {
    Duration interval = health.refused() ? settings.probeInterval() : settings.interval();
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (interval.toNanos() * factor));
  }

  private synchronized boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** Null where it was not checked yet. */
  public synchronized @Nullable ClusterHealth health(String cluster) {
    Patient patient = patients.get(cluster);
    return patient == null ? null : patient.health;
  }

  /** Tells of changes in the health of any cluster, but not of their times. */
  Cancellable follow(Runnable follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  @Override
  public void close() {
    ticking.cancel(false);
  }
}
