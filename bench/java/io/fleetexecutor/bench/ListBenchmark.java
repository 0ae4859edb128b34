package io.fleetexecutor.bench;

import com.google.protobuf.util.Durations;
import io.fabric8.kubernetes.client.Config;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.OutputPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** All pods of one real API server, beside curl that downloads the same bytes and drops them. */
final class ListBenchmark {
  private static final int PODS = 5_000;
  private static final int WARM_UP = 40;
  private static final int ROUNDS = 31;
  private static final int MAX_HEAP_MIB = 512;
  private static final int MAX_OUTPUT_BYTES = 64 << 20;

  private ListBenchmark() {}

  /** One list by each. */
  private record Round(double curlMillis, double clusterMillis, double callMillis, long bytes) {}

  public static void main(String[] args) throws Exception {
    System.exit(run(Path.of(args[0])));
  }

  private static int run(Path kubeconfig) throws Exception {
    PodCluster cluster = new PodCluster(Config.fromKubeconfig(kubeconfig.toFile()));
    cluster.fill(PODS);
    try (Service service =
        Service.start(
            kubeconfig.toString(),
            "-Xmx" + MAX_HEAP_MIB + "m",
            "-Dfleet.max-output-bytes=" + MAX_OUTPUT_BYTES)) {
      for (int i = 0; i < WARM_UP; i++) {
        round(service, cluster);
      }
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(round(service, cluster));
      }
      return report(rounds, service);
    }
  }

  private static Round round(Service service, PodCluster cluster) throws Exception {
    double curl = cluster.curlMillis();
    long start = System.nanoTime();
    Iterator<ExecuteResponse> responses =
        FleetExecutorGrpc.newBlockingStub(service.channel()).execute(request());
    ClusterResult result = ClusterResult.getDefaultInstance();
    while (responses.hasNext()) {
      var event = responses.next().getEvent();
      if (event.hasClusterFinished()) {
        result = event.getClusterFinished().getResult();
      }
    }
    double call = (System.nanoTime() - start) / 1e6;
    if (result.getObjects().getObjectsCount() != PODS) {
      throw new IllegalStateException("not all pods: " + result.getError());
    }
    return new Round(
        curl, Durations.toNanos(result.getDuration()) / 1e6, call, result.getTotalOutputBytes());
  }

  private static ExecuteRequest request() {
    return ExecuteRequest.newBuilder()
        .setSpec(
            ExecutionSpec.newBuilder()
                .setClusterSelector(ClusterSelector.getDefaultInstance())
                .setOperation(
                    ClusterOperation.newBuilder()
                        .setListResources(ListResources.newBuilder().setKind("pods")))
                .setOutputPolicy(OutputPolicy.newBuilder().setMaxOutputBytes(MAX_OUTPUT_BYTES)))
        .build();
  }

  private static int report(List<Round> rounds, Service service) throws Exception {
    var report = new Report("5,000 pods of one API server as whole objects, -Xmx512m");
    double curl = Report.median(rounds, Round::curlMillis);
    double cluster = Report.median(rounds, Round::clusterMillis);
    double call = Report.median(rounds, Round::callMillis);
    report.show("bytes", "%,d", rounds.getFirst().bytes());
    report.show("curl, ms", "%.0f", curl);
    report.show("the cluster's part of Execute, ms", "%.0f", cluster);
    report.show("Execute to its last event, ms", "%.0f", call);
    report.atMost(
        "cluster's part / curl",
        Report.median(rounds, r -> r.clusterMillis() / r.curlMillis()),
        1.5,
        "%.2f");
    report.show(
        "Execute / curl", "%.2f", Report.median(rounds, r -> r.callMillis() / r.curlMillis()));
    try (Heap heap = Heap.of(service.process())) {
      report.atMost("heap after GC, MiB", heap.liveBytes() >> 20, MAX_HEAP_MIB / 2, "%.0f");
    }
    return report.exitCode();
  }
}
