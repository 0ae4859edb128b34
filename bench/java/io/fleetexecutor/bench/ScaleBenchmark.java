package io.fleetexecutor.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One execution over 100,000 clusters that each answer about 1 KB, and its log replayed. */
final class ScaleBenchmark {
  private static final int CLUSTERS = 100_000;
  private static final Duration LATENCY = Duration.ofMillis(1);
  private static final int MAX_HEAP_MIB = 512;
  private static final int SAMPLE_SECONDS = 10;

  private ScaleBenchmark() {}

  public static void main(String[] args) throws Exception {
    System.exit(run());
  }

  private static int run() throws Exception {
    long begin = System.nanoTime();
    try (Fleet fleet = Fleet.startAlike(CLUSTERS, LATENCY)) {
      final double fleetStart = secondsSince(begin);
      String kubeconfig = FleetContexts.write(fleet);
      begin = System.nanoTime();
      try (Service service = Service.start(kubeconfig, "-Xmx" + MAX_HEAP_MIB + "m");
          Heap heap = Heap.of(service.process());
          HeapSampler sampler = new HeapSampler(heap, SAMPLE_SECONDS)) {
        final double serviceStart = secondsSince(begin);
        final long idle = heap.liveBytes() >> 20;
        final int idleThreads = service.process().threads();
        begin = System.nanoTime();
        CompletableFuture<GetDeployment> running =
            CompletableFuture.supplyAsync(
                () -> GetDeployment.run(service), Thread::startVirtualThread);
        final int threads = service.process().mostThreadsUntil(running);
        GetDeployment run = running.get();
        final double wall = secondsSince(begin);
        final long whileRunning = sampler.mostMebibytes();
        final Replayed first = replay(service, run.execution());
        final Replayed second = replay(service, run.execution());
        final long whileReplaying = Math.max(sampler.mostMebibytes(), heap.liveBytes() >> 20);

        var report =
            new Report(
                "One execution over %,d clusters, -Xmx%dm".formatted(CLUSTERS, MAX_HEAP_MIB));
        report.show("bytes of a cluster's answer", "%,d", run.answerBytes() / CLUSTERS);
        report.show("simulated fleet: start", "%.1f s", fleetStart);
        report.show("service: start", "%.1f s", serviceStart);
        report.show("until the client had every result", "%.1f s", wall);
        report.show("clusters/s", "%,.0f", CLUSTERS / wall);
        report.show("events", "%,d", run.events().total());
        report.show(
            "CPU of a cluster: service",
            "%.2f ms",
            service.process().cpuTime().toNanos() / 1e6 / CLUSTERS);
        report.show("threads before the execution, most", "%d, %d", idleThreads, threads);
        report.show("live heap before the execution", "%d MiB", idle);
        report.atMost("most live heap while it ran, MiB", whileRunning, MAX_HEAP_MIB, "%.0f");
        report.atMost("most live heap in the replays, MiB", whileReplaying, MAX_HEAP_MIB, "%.0f");
        report.show("most memory resident", "%d MiB", service.process().peakResidentBytes() >> 20);
        report.show("its log", "%d MiB", service.data().bytes() >> 20);
        report.show("replayed events/s, first time", "%,.0f", first.rate());
        report.show("replayed events/s, second time", "%,.0f", second.rate());
        report.holds(
            "every cluster succeeded, every fact came once, in order",
            run.events().isComplete(CLUSTERS)
                && first.events().isComplete(CLUSTERS)
                && second.events().isComplete(CLUSTERS));
        return report.exitCode();
      }
    }
  }

  private record Replayed(EventCheck events, double rate) {}

  private static Replayed replay(Service service, String execution) throws Exception {
    long start = System.nanoTime();
    EventCheck events = Watcher.start(service.channel(), execution, false).end().get();
    return new Replayed(events, events.total() / secondsSince(start));
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
