package io.fleetexecutor.bench;

import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hundred watchers of one execution, ten on each connection: those on nine connections read as
 * fast when the ten on the last one do not read at all.
 */
final class WatchBenchmark {
  static final int PARALLEL = 50;
  static final int WATCHERS_PER_CHANNEL = 10;
  private static final int CHANNELS = 10;
  private static final int CLUSTERS = 2_000;
  private static final int ROUNDS = 3;
  private static final int MAX_HEAP_MIB = 256;
  private static final int MAX_GROWTH_MIB = 96;

  private WatchBenchmark() {}

  public static void main(String[] args) throws Exception {
    System.exit(run());
  }

  private static int run() throws Exception {
    try (Service service =
            Service.start(BrokenContexts.write(CLUSTERS), "-Xmx" + MAX_HEAP_MIB + "m");
        Heap heap = Heap.of(service.process());
        HeapSampler sampler = new HeapSampler(heap)) {
      final long idle = heap.liveBytes() >> 20;
      List<ManagedChannel> channels = Stream.generate(service::connect).limit(CHANNELS).toList();
      List<WatchRound> reading = new ArrayList<>();
      List<WatchRound> stalled = new ArrayList<>();
      long mostReading = 0;
      long mostStalled = 0;
      for (int round = 0; round <= ROUNDS; round++) {
        WatchRound all = WatchRound.run(service, channels, CLUSTERS, false);
        mostReading = Math.max(mostReading, sampler.mostMebibytes());
        WatchRound some = WatchRound.run(service, channels, CLUSTERS, true);
        mostStalled = Math.max(mostStalled, sampler.mostMebibytes());
        // The first is to warm up.
        if (round > 0) {
          reading.add(all);
          stalled.add(some);
        }
      }
      channels.forEach(ManagedChannel::shutdownNow);

      var report =
          new Report(
              "100 watchers of one execution over %,d clusters, -Xmx%dm; medians of %d rounds"
                  .formatted(CLUSTERS, MAX_HEAP_MIB, ROUNDS));
      compare(
          report,
          "as it runs",
          Report.median(reading, WatchRound::live),
          Report.median(stalled, WatchRound::live));
      compare(
          report,
          "its log",
          Report.median(reading, WatchRound::replay),
          Report.median(stalled, WatchRound::replay));
      report.show("live heap before the first execution", "%d MiB", idle);
      report.show("most while all read", "%d MiB", mostReading);
      report.show("most while ten stalled", "%d MiB", mostStalled);
      report.atMost(
          "growth, MiB", Math.max(mostReading, mostStalled) - idle, MAX_GROWTH_MIB, "%.0f");
      report.holds("all got every fact once, in order, the stalled later", true);
      return report.exitCode();
    }
  }

  private static void compare(Report report, String what, double reading, double stalled) {
    report.show(what + ": events/s of 90 watchers, all 100 read", "%,.0f", reading);
    report.show(what + ": events/s of 90 watchers, ten stall", "%,.0f", stalled);
    report.atLeast(what + ": ten stall / all read", stalled / reading, 0.8, "%.2f");
  }
}
