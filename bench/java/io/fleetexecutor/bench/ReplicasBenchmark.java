package io.fleetexecutor.bench;

import io.fleetexecutor.testing.NatsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One execution over one, two and four replicas, beside what jnats does alone. */
final class ReplicasBenchmark {
  private static final List<Integer> REPLICAS = List.of(1, 2, 4);
  private static final int ROUNDS = 5;
  private static final int TASKS = 20_000;
  private static final int WINDOW = 256;
  private static final int SLOW_TASKS = 2_000;
  private static final int SLOW_WINDOW = 100;
  private static final Duration LATENCY = Duration.ofMillis(100);

  private ReplicasBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target/bench"), "nats");
    int exitCode;
    try (NatsServer nats = NatsServer.start(directory)) {
      exitCode = run(nats.url());
    }
    System.exit(exitCode);
  }

  private static int run(String url) throws Exception {
    List<Double> bare = new ArrayList<>();
    Map<Integer, List<Double>> rates = new HashMap<>();
    Map<Integer, List<Double>> times = new HashMap<>();
    Map<Integer, Double> shares = new HashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double ofBare = new BareJetStream(url, name()).rate(TASKS, WINDOW);
      // The first is to warm up.
      if (round > 0) {
        bare.add(ofBare);
      }
      for (int replicas : REPLICAS) {
        try (Replicas all = new Replicas(url, replicas, TASKS, Duration.ZERO)) {
          double rate = TASKS / all.run(WINDOW);
          shares.merge(replicas, all.leadersShare(), Math::max);
          if (round > 0) {
            rates.computeIfAbsent(replicas, key -> new ArrayList<>()).add(rate);
          }
        }
        try (Replicas all = new Replicas(url, replicas, SLOW_TASKS, LATENCY)) {
          double time = all.run(SLOW_WINDOW);
          if (round > 0) {
            times.computeIfAbsent(replicas, key -> new ArrayList<>()).add(time);
          }
        }
      }
    }
    double jnats = Report.median(bare, rate -> rate);
    double ideal = Math.ceilDiv(SLOW_TASKS, SLOW_WINDOW) * LATENCY.toMillis() / 1e3;
    var report = new Report("Replicas on one nats-server");
    report.show("jnats alone, %d under way: tasks/s".formatted(WINDOW), "%,.0f", jnats);
    for (int replicas : REPLICAS) {
      double rate = Report.median(rates.getOrDefault(replicas, List.of()), each -> each);
      report.show("%d replicas, 0 ms: clusters/s".formatted(replicas), "%,.0f", rate);
      report.show("most that the leader made itself", "%.2f", shares.get(replicas));
      report.atLeast("%d replicas / jnats alone".formatted(replicas), rate / jnats, 0.6, "%.2f");
    }
    for (int replicas : REPLICAS) {
      double time = Report.median(times.getOrDefault(replicas, List.of()), each -> each);
      report.atMost(
          "%d replicas, 100 ms, %d at once: time / ideal".formatted(replicas, SLOW_WINDOW),
          time / ideal,
          1.15,
          "%.3f");
    }
    return report.exitCode();
  }

  static String name() {
    return "bench-" + UUID.randomUUID();
  }

  /** Some that share their executions; the first runs them. */
  private static final class Replicas implements AutoCloseable {
    private final List<Replica> all = new ArrayList<>();

    Replicas(String url, int count, int clusters, Duration latency) {
      String prefix = name();
      ManyClusters registry = new ManyClusters(clusters);
      for (int i = 0; i < count; i++) {
        all.add(new Replica(url, prefix, registry, latency));
      }
      // Until each has its part: those that have just come are seen a moment later.
      while (all.stream().anyMatch(replica -> replica.made() == 0)) {
        run(clusters);
      }
      all.forEach(Replica::reset);
    }

    double run(int parallel) {
      return all.getFirst().run(parallel);
    }

    double leadersShare() {
      return (double) all.getFirst().made() / all.stream().mapToInt(Replica::made).sum();
    }

    @Override
    public void close() {
      all.forEach(Replica::close);
    }
  }
}
