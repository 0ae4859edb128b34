package io.fleetexecutor.bench;

import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.PlanExecutionRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** 5,000 clusters over mutual TLS: what loading them, and the connections to all of them, cost. */
final class ConnectionsBenchmark {
  private static final int CLUSTERS = 5_000;
  private static final Duration LATENCY = Duration.ofMillis(10);
  // As `fleet serve` has it.
  private static final String HEAP = "-Xmx640m";
  private static final int MAX_LOAD_SECONDS = 10;
  private static final int MAX_THREADS = 100;
  private static final int MAX_RESIDENT_MIB = 1024;

  private ConnectionsBenchmark() {}

  public static void main(String[] args) throws Exception {
    System.exit(run());
  }

  private static int run() throws Exception {
    try (TlsFleet fleet = TlsFleet.start(CLUSTERS, LATENCY)) {
      long start = System.nanoTime();
      try (Service service = Service.start(fleet.kubeconfig().toString(), HEAP)) {
        int clusters = clusters(service);
        double load = secondsSince(start);
        Round first = Round.of(service, fleet);
        Round second = Round.of(service, fleet);

        var report = new Report("%,d clusters over mutual TLS".formatted(CLUSTERS));
        report.show("kubeconfig", "%.1f MB", Files.size(fleet.kubeconfig()) / 1e6);
        report.holds("every cluster is known", clusters == CLUSTERS);
        report.atMost("start until they are, s", load, MAX_LOAD_SECONDS, "%.1f");
        report.show("first Execute: time", "%.1f s", first.seconds());
        report.show("first Execute: handshakes", "%,d", first.handshakes());
        report.show("second Execute: time", "%.1f s", second.seconds());
        report.atMost("second Execute: handshakes", second.handshakes(), 0, "%.0f");
        report.atMost(
            "most threads", Math.max(first.threads(), second.threads()), MAX_THREADS, "%.0f");
        report.atMost(
            "most memory resident, MiB",
            service.process().peakResidentBytes() >> 20,
            MAX_RESIDENT_MIB,
            "%.0f");
        try (Heap heap = Heap.of(service.process())) {
          report.show("heap after GC, all of them connected", "%d MiB", heap.liveBytes() >> 20);
        }
        return report.exitCode();
      }
    }
  }

  private static int clusters(Service service) {
    return FleetExecutorGrpc.newBlockingStub(service.channel())
        .planExecution(
            PlanExecutionRequest.newBuilder().setSpec(GetDeployment.REQUEST.getSpec()).build())
        .getPlan()
        .getClusterCount();
  }

  /** One execution over all clusters. */
  private record Round(double seconds, int handshakes, int threads) {

    static Round of(Service service, TlsFleet fleet) throws Exception {
      int before = fleet.handshakes();
      long start = System.nanoTime();
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(() -> GetDeployment.run(service), Thread::startVirtualThread);
      int threads = service.process().mostThreadsUntil(running);
      running.get();
      return new Round(secondsSince(start), fleet.handshakes() - before, threads);
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
