package io.fleetexecutor.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What one round over the whole fleet took, by threads and by the service, in milliseconds. */
record FleetRound(double threadsWall, double serviceWall, double serviceCpu, double fleetCpu) {

  static FleetRound run(
      Fleet fleet, Service service, VirtualThreadPool threads, List<URI> uris, int parallel)
      throws Exception {
    long start = System.nanoTime();
    threads.read(uris);
    final double threadsWall = millisSince(start);
    final Duration serviceBefore = service.process().cpuTime();
    final Duration fleetBefore = fleet.process().cpuTime();
    start = System.nanoTime();
    ListPods.execute(service, parallel);
    return new FleetRound(
        threadsWall,
        millisSince(start),
        millis(service.process().cpuTime().minus(serviceBefore)),
        millis(fleet.process().cpuTime().minus(fleetBefore)));
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static double millisSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e6;
  }
}
