package io.fleetexecutor.bench;

import io.fleetexecutor.demo.FleetProfile;
import io.fleetexecutor.demo.SimulatedFleet;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The replay of one simulated cluster on every loopback address over mutual TLS, and how many
 * handshakes there were on a plain port: {@code TlsFleetServer <latency in ms> <certificate>
 * <key>}.
 */
final class TlsFleetServer {
  /** Of the API server in its URL. */
  static final String PATH = "/clusters/demo-001";

  private TlsFleetServer() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    FleetProfile profile = FleetProfile.of(1).latency(Duration.ZERO).specials(false);
    SimulatedFleet fleet = SimulatedFleet.start(vertx, profile).await().indefinitely();
    int replayed = URI.create(fleet.clusters().getFirst().serverUrl()).getPort();
    var handshakes = new AtomicInteger();
    HttpServer clusters =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("0.0.0.0")
                    .setAcceptBacklog(4096)
                    // A kept connection is never closed by its cluster.
                    .setIdleTimeout(0)
                    .setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(args[1]).addKeyPath(args[2]))
                    .setTrustOptions(new PemTrustOptions().addCertPath(args[1])))
            .connectionHandler(connection -> handshakes.incrementAndGet())
            .requestHandler(new Replay(vertx, replayed, Long.parseLong(args[0]), true));
    HttpServer count =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(handshakes.toString()));
    System.out.println("Serving " + listen(clusters) + " " + listen(count));
  }

  private static int listen(HttpServer server) throws Exception {
    return server.listen(0).toCompletionStage().toCompletableFuture().get().actualPort();
  }
}
