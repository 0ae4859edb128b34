package io.fleetexecutor.demo;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The API servers of many simulated clusters behind one HTTP server on the loopback interface, told
 * apart by the path. They only read, refuse the rest as a real API server would, and hold nothing
 * per cluster but its number and name.
 */
public final class SimulatedFleet {

  private static final String HOST = "127.0.0.1";
  // A privileged port, which no client socket is ever given.
  private static final int NOTHING_LISTENS = 1;

  private final HttpServer server;
  private final List<SimulatedCluster> clusters;

  private SimulatedFleet(HttpServer server, List<Traits> clusters) {
    this.server = server;
    this.clusters = clusters.stream().map(this::cluster).toList();
  }

  /** A fleet of so many clusters with latencies and specials, on a free port. */
  public static Uni<SimulatedFleet> start(Vertx vertx, int clusters) {
    return start(vertx, FleetProfile.of(clusters));
  }

  public static Uni<SimulatedFleet> start(Vertx vertx, FleetProfile profile) {
    return start(vertx, profile, InstantSource.system());
  }

  /** The clock decides how old things are. */
  static Uni<SimulatedFleet> start(Vertx vertx, FleetProfile profile, InstantSource clock) {
    return uni(() -> listen(vertx, profile, clock));
  }

  private static Future<SimulatedFleet> listen(
      Vertx vertx, FleetProfile profile, InstantSource clock) {
    List<Traits> clusters =
        IntStream.rangeClosed(1, profile.clusters())
            .mapToObj(number -> Traits.of(number, profile))
            .toList();
    Map<String, Traits> byName = new LinkedHashMap<>();
    clusters.forEach(cluster -> byName.put(cluster.name(), cluster));
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(profile.port())
            // A whole fleet may be connected to at once.
            .setAcceptBacklog(4096)
            .setMaxInitialLineLength(16 * 1024);
    return vertx
        .createHttpServer(options)
        .requestHandler(new FleetHandler(vertx, byName, clock).router())
        .listen()
        .map(server -> new SimulatedFleet(server, clusters));
  }

  /** In the order of their numbers. */
  public List<SimulatedCluster> clusters() {
    return clusters;
  }

  /** A kubeconfig with a context for each cluster, for kubectl and other tools. */
  public String kubeconfig() {
    return Serialization.asYaml(Kubeconfig.of(clusters));
  }

  public Uni<Void> close() {
    return uni(server::close);
  }

  private SimulatedCluster cluster(Traits cluster) {
    boolean unreachable = cluster.behaviour() == Behaviour.UNREACHABLE;
    int port = unreachable ? NOTHING_LISTENS : server.actualPort();
    return new SimulatedCluster(
        cluster.name(),
        "http://" + HOST + ":" + port + "/clusters/" + cluster.name(),
        cluster.labels(),
        cluster.release().gitVersion());
  }

  private static <T> Uni<T> uni(Supplier<Future<T>> start) {
    return Uni.createFrom().completionStage(() -> start.get().toCompletionStage());
  }
}
