package io.fleetexecutor.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One execution over 1,000 simulated clusters of 100 ms beside the ideal, a plain pool of virtual
 * threads, and a kubectl for each cluster. Everything is warm, and the rounds are interleaved.
 */
final class FleetBenchmark {
  private static final int CLUSTERS = 1000;
  private static final int PARALLEL = 50;
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final int WARM_UP_ROUNDS = 15;
  private static final int ROUNDS = 7;
  private static final int KUBECTL_CLUSTERS = 200;

  private FleetBenchmark() {}

  /**
   * @param args the kubectl to compare with
   */
  public static void main(String[] args) throws Exception {
    System.exit(run(Path.of(args[0])));
  }

  private static int run(Path kubectlExecutable) throws Exception {
    try (Fleet fleet = Fleet.start(CLUSTERS, LATENCY);
        Service service = Service.start(fleet.kubeconfig().toString());
        VirtualThreadPool threads = new VirtualThreadPool(PARALLEL)) {
      List<URI> uris = fleet.uris("/api/v1/pods?limit=500");
      long bytes = threads.read(uris);
      List<FleetRound> rounds = new ArrayList<>();
      for (int i = 0; i < WARM_UP_ROUNDS + ROUNDS; i++) {
        rounds.add(FleetRound.run(fleet, service, threads, uris, PARALLEL));
      }
      var kubectl = new Kubectl(kubectlExecutable, fleet.kubeconfig());
      List<String> contexts = fleet.clusters().subList(0, KUBECTL_CLUSTERS);
      kubectl.run(contexts, PARALLEL);
      Kubectl.Run script = kubectl.run(contexts, PARALLEL);
      return report(rounds.subList(WARM_UP_ROUNDS, rounds.size()), bytes / CLUSTERS, script)
          .exitCode();
    }
  }

  private static Report report(List<FleetRound> rounds, long bytes, Kubectl.Run script)
      throws Exception {
    double ideal = Math.ceilDiv(CLUSTERS, PARALLEL) * FleetRound.millis(LATENCY);
    double wall = Report.median(rounds, FleetRound::serviceWall);
    double cpu = Report.median(rounds, FleetRound::serviceCpu) / CLUSTERS;
    double fleetCpu = Report.median(rounds, FleetRound::fleetCpu) / CLUSTERS;
    double kubectlCpu = FleetRound.millis(script.cpu()) / KUBECTL_CLUSTERS;

    var report = new Report("Pods of 1,000 clusters, 50 at once, 100 ms each; medians of 7 rounds");
    report.show("bytes of a cluster's answer", "%,d", bytes);
    report.show("ideal: ceil(1000 / 50) x 100 ms", "%,.0f ms", ideal);
    report.show(
        "plain pool of 50 virtual threads",
        "%,.0f ms",
        Report.median(rounds, FleetRound::threadsWall));
    report.show("service, until the client has every result", "%,.0f ms", wall);
    report.show(
        "service, fastest round",
        "%,.0f ms",
        rounds.stream().mapToDouble(FleetRound::serviceWall).min().orElseThrow());
    report.show("xargs -P 50 kubectl, only 200 clusters", "%,d ms", script.wall().toMillis());
    report.show("CPU of a cluster: simulated API server", "%.2f ms", fleetCpu);
    report.show("CPU of a cluster: service", "%.2f ms", cpu);
    report.show("CPU of a cluster: kubectl", "%.2f ms", kubectlCpu);
    report.show(
        "plain pool / ideal: what the machine allows",
        "%.3f",
        Report.median(rounds, FleetRound::threadsWall) / ideal);
    report.atMost("service / ideal", wall / ideal, 1.10, "%.3f");
    report.atMost(
        "service / plain pool in the same round",
        Report.median(rounds, round -> round.serviceWall() / round.threadsWall()),
        1.10,
        "%.3f");
    report.atMost("CPU of the service / CPU of kubectl", cpu / kubectlCpu, 1.0 / 40, "%.4f");
    return report;
  }
}
