package io.fleetexecutor.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What the service needs for 1,000 clusters and two executions over all of them at once. */
final class MemoryBenchmark {
  private static final int CLUSTERS = 1000;
  private static final Duration LATENCY = Duration.ofMillis(100);
  // All that the worker pool takes by default.
  private static final int PARALLEL = 256;
  private static final int MAX_HEAP_MIB = 512;
  private static final int MAX_THREADS = 100;

  private MemoryBenchmark() {}

  public static void main(String[] args) throws Exception {
    System.exit(run());
  }

  private static int run() throws Exception {
    try (Fleet fleet = Fleet.start(CLUSTERS, LATENCY);
        Service service =
            Service.start(fleet.kubeconfig().toString(), "-Xmx" + MAX_HEAP_MIB + "m")) {
      int idleThreads = service.process().threads();
      CompletableFuture<Void> executions =
          CompletableFuture.allOf(execution(service), execution(service));
      int threads = service.process().mostThreadsUntil(executions);
      executions.get();

      var report = new Report("Two executions at once, each over 1,000 clusters, -Xmx512m");
      report.show("threads before the first execution", "%d", idleThreads);
      report.atMost("most threads", threads, MAX_THREADS, "%.0f");
      report.show("most memory resident", "%d MiB", service.process().peakResidentBytes() >> 20);
      try (Heap heap = Heap.of(service.process())) {
        report.atMost("heap after GC, MiB", heap.liveBytes() >> 20, MAX_HEAP_MIB, "%.0f");
      }
      return report.exitCode();
    }
  }

  private static CompletableFuture<Void> execution(Service service) {
    return CompletableFuture.runAsync(
        () -> ListPods.execute(service, PARALLEL), Thread::startVirtualThread);
  }
}
