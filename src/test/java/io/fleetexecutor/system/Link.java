package io.fleetexecutor.system;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;

/** A way to a server on loopback that can be cut: then nothing passes, and nobody is told. */
final class Link implements AutoCloseable {
  private final NetServer server;
  private final NetClient client = FakeCluster.VERTX.createNetClient();
  private final int target;
  // Guarded by this.
  private final Set<NetSocket> sockets = new HashSet<>();
  private boolean isCut;

  private Link(int target) {
    this.target = target;
    this.server =
        FakeCluster.VERTX
            .createNetServer()
            .connectHandler(this::connect)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static Link to(int port) {
    return new Link(port);
  }

  String natsUrl() {
    return "nats://127.0.0.1:" + server.actualPort();
  }

  private void connect(NetSocket near) {
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(far -> join(near, far))
        .onFailure(failure -> near.close());
  }

  private synchronized void join(NetSocket near, NetSocket far) {
    pass(near, far);
    pass(far, near);
    if (!isCut) {
      near.resume();
    } else {
      far.pause();
    }
  }

  private void pass(NetSocket from, NetSocket to) {
    sockets.add(from);
    from.handler(to::write);
    from.closeHandler(
        closed -> {
          forget(from);
          to.close();
        });
  }

  private synchronized void forget(NetSocket socket) {
    sockets.remove(socket);
  }

  synchronized void cut() {
    isCut = true;
    sockets.forEach(NetSocket::pause);
  }

  synchronized void mend() {
    isCut = false;
    sockets.forEach(NetSocket::resume);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
