package io.fleetexecutor.system;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Queue;

/** Lets so many requests to a cluster through, and holds the others until it is opened. */
final class Gate implements Handler<HttpServerRequest> {
  private final Handler<HttpServerRequest> cluster;
  private final Queue<HttpServerRequest> held = new ArrayDeque<>();
  private int free;

  Gate(int free, Handler<HttpServerRequest> cluster) {
    this.free = free;
    this.cluster = cluster;
  }

  @Override
  public synchronized void handle(HttpServerRequest request) {
    if (free > 0) {
      free--;
      cluster.handle(request);
    } else {
      held.add(request);
    }
  }

  synchronized void open() {
    free = Integer.MAX_VALUE;
    held.stream().filter(request -> !request.response().closed()).forEach(cluster::handle);
    held.clear();
  }
}
