package io.fleetexecutor.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.AttemptHost;
import io.fleetexecutor.execution.RemoteWorker;
import io.fleetexecutor.pool.Permits;
import io.fleetexecutor.pool.Task;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Processes whose messages and attempts end when the test says, and may get lost. */
final class Village {
  private final VirtualTime time = new VirtualTime();
  final Random random;
  final double loss;
  final Map<String, Process> processes = new LinkedHashMap<>();
  final Map<String, Integer> begun = new HashMap<>();
  // Of executions; of those that are not in here: nobody.
  final Map<String, String> owners = new HashMap<>();
  private final Map<Route, Queue<byte[]>> routes = new TreeMap<>();

  private record Route(String from, String to) implements Comparable<Route> {
    @Override
    public int compareTo(Route other) {
      return (from + to).compareTo(other.from + other.to);
    }
  }

  Village(long seed, double loss) {
    this.random = new Random(seed);
    this.loss = loss;
  }

  Process start(String name, int workers) {
    Process process = new Process(name, workers);
    processes.put(name, process);
    process.workforce.lend(process);
    return process;
  }

  /** Delivers one message of any route; false: there is none. */
  boolean deliver() {
    List<Map.Entry<Route, Queue<byte[]>>> busy =
        routes.entrySet().stream().filter(route -> !route.getValue().isEmpty()).toList();
    if (busy.isEmpty()) {
      return false;
    }
    Map.Entry<Route, Queue<byte[]>> route = busy.get(random.nextInt(busy.size()));
    byte[] message = route.getValue().remove();
    Process to = processes.get(route.getKey().to());
    if (to != null && random.nextDouble() >= loss) {
      to.workforce.receive(route.getKey().from(), message);
    }
    return true;
  }

  void deliverAll() {
    boolean any = true;
    while (any) {
      any = deliver();
    }
  }

  /** Until nothing changes any more. */
  void settle() {
    for (int i = 0; i < 3; i++) {
      processes.values().forEach(process -> process.workforce.callRoll());
      deliverAll();
    }
  }

  /** kill -9, and all others know. */
  void crash(String name) {
    processes.remove(name);
    List.copyOf(processes.values()).forEach(process -> process.workforce.look());
  }

  void assertNothingIsLent() {
    processes
        .values()
        .forEach(
            process -> {
              assertThat(process.permits.inUse()).as(process.name).isZero();
              assertThat(process.workforce.waiting()).as(process.name).isZero();
              assertThat(process.attempts).as(process.name).isEmpty();
              assertThat(process.active).as(process.name).isZero();
            });
  }

  final class Process implements Post, AttemptHost {
    final String name;
    final Permits permits;
    final Workforce workforce;
    final List<UniEmitter<? super byte[]>> attempts = new ArrayList<>();
    final Set<String> unknown = new HashSet<>();
    int maxBytes = 1_000;
    Runnable beforeSend = () -> {};
    Runnable beforeAttempt = () -> {};
    int active;
    int mostAttempts;
    long epoch = 1;
    boolean open = true;
    boolean held = true;

    Process(String name, int workers) {
      this.name = name;
      this.permits = new Permits(workers, 1);
      this.workforce = new Workforce(this, permits);
    }

    WorkerPool<String> pool() {
      return WorkerPool.of(workforce, time, time.scheduler);
    }

    Task<String> task(String cluster) {
      return Task.anywhere(
          cluster,
          worker ->
              (worker instanceof RemoteWorker remote ? borrowed(remote) : attempt(cluster))
                  .map(String::new));
    }

    private Uni<byte[]> borrowed(RemoteWorker worker) {
      beforeAttempt.run();
      beforeAttempt = () -> {};
      return worker.attempt(Duration.ofSeconds(9));
    }

    private Uni<byte[]> attempt(String cluster) {
      return Uni.createFrom()
          .<byte[]>emitter(
              emitter -> {
                begun.merge(cluster, 1, Integer::sum);
                attempts.add(emitter);
                mostAttempts = Math.max(mostAttempts, attempts.size());
                emitter.onTermination(() -> attempts.remove(emitter));
              })
          .replaceWith(cluster::getBytes);
    }

    /** Ends any of the attempts that are made here. */
    void answer() {
      if (!attempts.isEmpty()) {
        attempts.remove(random.nextInt(attempts.size())).complete(new byte[0]);
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public Uni<Prepared> prepare(String executionId, String cluster) {
      return unknown.contains(cluster)
          ? Uni.createFrom().failure(new IllegalArgumentException(cluster))
          : Uni.createFrom()
              .item(
                  new Prepared(owners.getOrDefault(executionId, ""), timeLeft -> attempt(cluster)));
    }

    @Override
    public Runnable begin() {
      active++;
      return () -> active--;
    }

    @Override
    public String self() {
      return name;
    }

    @Override
    public Set<String> others() {
      return processes.keySet().stream()
          .filter(other -> !other.equals(name))
          .collect(Collectors.toSet());
    }

    @Override
    public Set<String> lenders() {
      return processes.values().stream()
          .filter(other -> other != this && other.open)
          .map(other -> other.name)
          .collect(Collectors.toSet());
    }

    @Override
    public Long epoch(String executionId) {
      return epoch;
    }

    @Override
    public boolean isHeld() {
      return held;
    }

    @Override
    public void send(String to, byte[] message) {
      assertThat(message).hasSizeLessThanOrEqualTo(maxBytes);
      Runnable before = beforeSend;
      beforeSend = () -> {};
      before.run();
      routes.computeIfAbsent(new Route(name, to), route -> new ArrayDeque<>()).add(message);
    }

    @Override
    public int maxBytes() {
      return maxBytes;
    }
  }
}
