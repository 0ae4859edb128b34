package io.fleetexecutor.inventory;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A proxy that connects whomever to wherever.
 *
 * @param targets host and port of each connection
 */
record TestProxy(String url, Queue<String> targets) {

  /** By HTTP's CONNECT. */
  static TestProxy http(Vertx vertx) {
    Queue<String> targets = new ConcurrentLinkedQueue<>();
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> tunnel(vertx, request, targets))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new TestProxy("http://127.0.0.1:" + port, targets);
  }

  private static void tunnel(Vertx vertx, HttpServerRequest request, Queue<String> targets) {
    String target = request.uri();
    int colon = target.lastIndexOf(':');
    targets.add(target);
    request.pause();
    vertx
        .createNetClient()
        .connect(Integer.parseInt(target.substring(colon + 1)), target.substring(0, colon))
        .onSuccess(server -> request.toNetSocket().onSuccess(client -> join(client, server)));
  }

  /** By SOCKS 5 (RFC 1928), without authentication. */
  static TestProxy socks5(Vertx vertx) {
    Queue<String> targets = new ConcurrentLinkedQueue<>();
    int port =
        vertx
            .createNetServer()
            .connectHandler(
                client ->
                    client.handler(
                        greeting -> {
                          client.handler(request -> connect(vertx, client, request, targets));
                          client.write(Buffer.buffer(new byte[] {5, 0}));
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new TestProxy("socks5://127.0.0.1:" + port, targets);
  }

  private static void connect(
      Vertx vertx, NetSocket client, Buffer request, Queue<String> targets) {
    boolean named = request.getByte(3) == 3;
    String host =
        named
            ? request.getString(5, 5 + request.getUnsignedByte(4), StandardCharsets.UTF_8.name())
            : "%d.%d.%d.%d"
                .formatted(
                    request.getUnsignedByte(4),
                    request.getUnsignedByte(5),
                    request.getUnsignedByte(6),
                    request.getUnsignedByte(7));
    int port = request.getUnsignedShort(request.length() - 2);
    targets.add(host + ":" + port);
    client.pause();
    vertx
        .createNetClient()
        .connect(port, host)
        .onSuccess(
            server -> {
              client.write(Buffer.buffer(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0}));
              join(client, server);
            });
  }

  private static void join(NetSocket client, NetSocket server) {
    client.pipeTo(server);
    server.pipeTo(client);
  }
}
