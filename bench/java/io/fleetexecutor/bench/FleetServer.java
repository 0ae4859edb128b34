package io.fleetexecutor.bench;

import io.fleetexecutor.demo.FleetProfile;
import io.fleetexecutor.demo.SimulatedFleet;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A simulated fleet without specials, behind a replay that makes its answers cost next to nothing,
 * in a process of its own: {@code FleetServer <clusters> <latency in ms> <kubeconfig to write>
 * <alike>}.
 */
final class FleetServer {
  private FleetServer() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    FleetProfile profile =
        FleetProfile.of(Integer.parseInt(args[0])).latency(Duration.ZERO).specials(false);
    SimulatedFleet fleet = SimulatedFleet.start(vertx, profile).await().indefinitely();
    URI first = URI.create(fleet.clusters().getFirst().serverUrl());
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost(first.getHost()).setAcceptBacklog(4096))
            .requestHandler(
                new Replay(
                    vertx, first.getPort(), Long.parseLong(args[1]), Boolean.parseBoolean(args[3])))
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    String replayed = first.getHost() + ":" + server.actualPort();
    Files.writeString(Path.of(args[2]), fleet.kubeconfig().replace(first.getAuthority(), replayed));
    System.out.println("Serving http://" + replayed + "/clusters/");
  }
}
