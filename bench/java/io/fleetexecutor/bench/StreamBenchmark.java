package io.fleetexecutor.bench;

import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A million events to a client that first stalls, then reads slowly, then as fast as it can: the
 * service's heap stays as it was. The client asks for one message after the other, as gRPC's
 * blocking stub does.
 */
final class StreamBenchmark {
  // Four events each: started, finished, and progress after both.
  private static final int CLUSTERS = 250_000;
  private static final int EVENTS = 4 * CLUSTERS;
  private static final int PARALLEL = 50;
  private static final int MAX_HEAP_MIB = 288;
  // To read 250,000 broken contexts again, as they may work by now, takes heap of its own.
  private static final String UNWATCHED = "-Dfleet.inventory-interval=1h";
  private static final int MAX_GROWTH_MIB = 32;
  private static final int STALL_SECONDS = 15;
  private static final int SLOW_TENTHS = 300;
  private static final int SLOW_EVENTS_PER_TENTH = 100;

  private StreamBenchmark() {}

  public static void main(String[] args) throws Exception {
    System.exit(run());
  }

  private static int run() throws Exception {
    try (Service service =
            Service.start(BrokenContexts.write(CLUSTERS), "-Xmx" + MAX_HEAP_MIB + "m", UNWATCHED);
        Heap heap = Heap.of(service.process());
        HeapSampler sampler = new HeapSampler(heap)) {
      final long idle = heap.liveBytes() >> 20;
      Iterator<ExecuteResponse> responses =
          FleetExecutorGrpc.newBlockingStub(service.channel())
              .execute(ListPods.requestWithAllProgress(PARALLEL));
      var events = new EventCheck();
      read(responses, 1, events);
      final long accepted = heap.liveBytes() >> 20;
      sampler.mostMebibytes();

      TimeUnit.SECONDS.sleep(STALL_SECONDS);
      final long stalled = sampler.mostMebibytes();
      for (int i = 0; i < SLOW_TENTHS; i++) {
        read(responses, SLOW_EVENTS_PER_TENTH, events);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      final long slow = sampler.mostMebibytes();
      long start = System.nanoTime();
      int before = events.total();
      read(responses, Integer.MAX_VALUE, events);
      double seconds = (System.nanoTime() - start) / 1e9;
      final long fast = sampler.mostMebibytes();

      var report = new Report("A million events to a slow client, -Xmx" + MAX_HEAP_MIB + "m");
      report.show("events", "%,d", events.total());
      report.show("their bytes on the wire", "%d MiB", events.bytes() >> 20);
      report.show(
          "what a heap that kept them would need at least",
          "%d MiB",
          accepted + (events.bytes() >> 20));
      report.show("live heap with 250,000 clusters registered", "%d MiB", idle);
      report.show("once the execution was accepted", "%d MiB", accepted);
      report.show("most while the client stalled for 15 s", "%d MiB", stalled);
      report.show("most while it read 1,000 events/s for 30 s", "%d MiB", slow);
      report.show("most while it read as fast as it could", "%d MiB", fast);
      report.show(
          "events/s then, one asked for at a time", "%,.0f", (events.total() - before) / seconds);
      report.atMost(
          "growth after acceptance, MiB",
          LongStream.of(stalled, slow, fast).max().getAsLong() - accepted,
          MAX_GROWTH_MIB,
          "%.0f");
      report.holds(
          "all events arrived, each with a higher sequence",
          events.total() >= EVENTS && events.isComplete(CLUSTERS));
      return report.exitCode();
    }
  }

  private static void read(Iterator<ExecuteResponse> responses, int limit, EventCheck events) {
    for (int i = 0; i < limit && responses.hasNext(); i++) {
      events.accept(responses.next().getEvent());
    }
  }
}
