package io.fleetexecutor.system;

import io.vertx.core.net.NetServer;

/** Something that listens where an API server should, and speaks something else. */
final class RawServer implements AutoCloseable {
  private final NetServer server;

  private RawServer(String greeting) {
    this.server =
        FakeCluster.VERTX
            .createNetServer()
            .connectHandler(socket -> socket.handler(request -> socket.write(greeting)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static RawServer thatAnswers(String text) {
    return new RawServer(text);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
