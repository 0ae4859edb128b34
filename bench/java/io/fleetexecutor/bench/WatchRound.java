package io.fleetexecutor.bench;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** How many events/s the neighbours got together, of an execution as it runs and of its log. */
record WatchRound(double live, double replay) {

  /** One execution from its start, then once more when it has ended. */
  static WatchRound run(Service service, List<ManagedChannel> channels, int clusters, boolean stall)
      throws Exception {
    String execution = start(service);
    return new WatchRound(
        watch(channels, execution, clusters, stall), watch(channels, execution, clusters, stall));
  }

  /** Its name; it goes on by itself. */
  private static String start(Service service) throws Exception {
    ExecuteRequest request =
        ListPods.request(WatchBenchmark.PARALLEL).toBuilder()
            .setDisconnectAction(DisconnectAction.DISCONNECT_ACTION_CONTINUE)
            .build();
    Context.CancellableContext call = Context.current().withCancellation();
    try {
      return call.call(
          () -> {
            Iterator<ExecuteResponse> responses =
                FleetExecutorGrpc.newBlockingStub(service.channel()).execute(request);
            return responses.next().getEvent().getExecution();
          });
    } finally {
      call.cancel(null);
    }
  }

  /** The watchers of the last channel may stall; they read in the end, when time is taken. */
  private static double watch(
      List<ManagedChannel> channels, String execution, int clusters, boolean stall)
      throws Exception {
    final long start = System.nanoTime();
    List<Watcher> neighbours = new ArrayList<>();
    for (ManagedChannel channel : channels.subList(0, channels.size() - 1)) {
      neighbours.addAll(start(channel, execution, false));
    }
    List<Watcher> others = start(channels.getLast(), execution, stall);
    long events = 0;
    for (Watcher watcher : neighbours) {
      events += complete(watcher, clusters);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Watcher watcher : others) {
      if (stall) {
        watcher.read();
      }
      complete(watcher, clusters);
    }
    return events / seconds;
  }

  private static List<Watcher> start(ManagedChannel channel, String execution, boolean stall) {
    return Stream.generate(() -> Watcher.start(channel, execution, stall))
        .limit(WatchBenchmark.WATCHERS_PER_CHANNEL)
        .toList();
  }

  private static int complete(Watcher watcher, int clusters) throws Exception {
    EventCheck events = watcher.end().get();
    if (!events.isComplete(clusters)) {
      throw new IllegalStateException("a watcher got only %,d events".formatted(events.total()));
    }
    return events.total();
  }
}
