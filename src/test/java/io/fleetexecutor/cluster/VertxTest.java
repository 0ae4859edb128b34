package io.fleetexecutor.cluster;

import io.fleetexecutor.testing.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with servers of its own, which misbehave as the test wants. */
abstract class VertxTest {

  Vertx vertx;
  ApiServers servers;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    servers = new ApiServers(vertx);
  }

  @AfterEach
  void close() throws Exception {
    servers.close();
    await(vertx.close());
  }

  /** The URL of a server that answers so. */
  String http(Handler<HttpServerRequest> handler) throws Exception {
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    return "http://127.0.0.1:" + server.actualPort();
  }

  int https(TestCertificate certificate, HttpServerOptions options) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(
                options.setSsl(true).setPemKeyCertOptions(certificate.serverOptions()))
            .requestHandler(request -> request.response().end("hello"));
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  /** The port of a server that treats connections so. */
  int tcp(Handler<NetSocket> handler) throws Exception {
    NetServer server =
        await(vertx.createNetServer().connectHandler(handler).listen(0, "127.0.0.1"));
    return server.actualPort();
  }

  /** Until everything that was handed to its event loop is done. */
  static void awaitTasks(ApiServer server) throws Exception {
    Promise<Void> last = Promise.promise();
    server.context().runOnContext(last::complete);
    await(last.future());
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
