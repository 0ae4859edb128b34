package io.fleetexecutor.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Asks for permits on one thread, and notes in which order they are given. */
final class Desk {
  final Permits permits;
  private final List<String> granted = new ArrayList<>();
  private final Deque<Request> held = new ArrayDeque<>();

  Desk(int total, int maxPerCluster) {
    this.permits = new Permits(total, maxPerCluster);
  }

  Request ask(String name, Share stream, String cluster) {
    Request[] request = new Request[1];
    request[0] =
        new Request(
            stream,
            cluster,
            () -> {
              granted.add(name);
              held.add(request[0]);
            });
    permits.acquire(request[0]);
    return request[0];
  }

  void askAndKeep(Share stream, String cluster) {
    permits.acquire(new Request(stream, cluster, () -> {}));
  }

  /** Releases the permit that was given first, and tells who got the next. */
  List<String> release() {
    return release(held.getFirst());
  }

  List<String> release(Request request) {
    granted.clear();
    held.remove(request);
    permits.release(request);
    return List.copyOf(granted);
  }

  List<String> granted() {
    return List.copyOf(granted);
  }
}
