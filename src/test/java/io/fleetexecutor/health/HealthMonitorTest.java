package io.fleetexecutor.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.cluster.Credentials;
import io.fleetexecutor.cluster.TlsSettings;
import io.fleetexecutor.inventory.FixedSource;
import io.fleetexecutor.inventory.Fleet;
import io.fleetexecutor.inventory.Inventory;
import io.fleetexecutor.inventory.Roster;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterHealth;
import io.fleetexecutor.testing.TextReader;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
  private static final Duration INTERVAL = Duration.ofSeconds(60);
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String VERSION = "{\"gitVersion\": \"v1.33.2-gke.100\"}";

  private final Vertx vertx = Vertx.vertx();
  private final VirtualTime time = new VirtualTime();
  private final Queue<HttpServerRequest> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger checks = new AtomicInteger();
  private final HttpServer server = listen();
  private final ClusterConnections connections =
      new ClusterConnections(
          vertx,
          new ConnectionSettings(
              Duration.ofSeconds(10), Duration.ofSeconds(10), 4, 1000, 2, "test"),
          time);
  private volatile boolean held;
  private volatile int status = 200;

  private HttpServer listen() {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              checks.incrementAndGet();
              if (held) {
                asked.add(request);
              } else {
                request.response().setStatusCode(status).end(VERSION);
              }
            })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void close() {
    connections.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private HealthMonitor monitor(int clusters, int parallel) {
    List<ClusterTarget> targets =
        IntStream.range(0, clusters)
            .mapToObj(i -> "c" + i)
            .map(name -> new Cluster(name, name, Map.of(), "test", "default", null))
            .map(
                cluster ->
                    new ClusterTarget(
                        cluster,
                        ApiEndpoint.anonymous(
                            URI.create("http://127.0.0.1:" + server.actualPort()))))
            .toList();
    Fleet fleet = Fleet.of(List.of(new FixedSource(new Inventory(targets, List.of()))));
    fleet.follow(roster -> connections.update(roster.targets()));
    var monitor =
        new HealthMonitor(
            connections,
            new HealthSettings(INTERVAL, PROBE_INTERVAL, TIMEOUT, parallel),
            time,
            time.scheduler,
            new Random(7));
    fleet.follow(monitor::update);
    return monitor;
  }

  /** Lets the monitor look; the network takes real time, which stands still here. */
  private void tickUntil(BooleanSupplier done) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              time.advance(Duration.ofMillis(100));
              return done.getAsBoolean();
            });
  }

  private static ClusterHealth health(HealthMonitor monitor) {
    return Objects.requireNonNull(monitor.health("c0"));
  }

  @Test
  void aClusterIsAskedForItsVersionAgainAndAgain() {
    HealthMonitor monitor = monitor(1, 4);
    assertThat(monitor.health("c0")).isNull();

    tickUntil(() -> monitor.health("c0") != null);
    assertThat(health(monitor).reachable()).isTrue();
    assertThat(health(monitor).kubernetesVersion()).isEqualTo("v1.33.2-gke.100");
    assertThat(health(monitor).lastSeenTime()).isEqualTo(health(monitor).checkTime());
    assertThat(checks).hasValue(1);

    time.advance(INTERVAL.multipliedBy(8).dividedBy(10));
    assertThat(checks).hasValue(1);
    time.advance(INTERVAL.multipliedBy(4).dividedBy(10));
    Awaitility.await().until(() -> checks.get() == 2);
  }

  @Test
  void aClusterThatAnswersOtherRequestsIsCheckedLessOften() {
    HealthMonitor monitor = monitor(1, 4);
    tickUntil(() -> monitor.health("c0") != null);
    final Instant checked = health(monitor).checkTime();

    Duration half = INTERVAL.dividedBy(2);
    for (int halves = 1; halves < 20; halves++) {
      time.advance(half);
      ask("c0");
    }
    assertThat(checks).hasValue(1 + 19);
    assertThat(health(monitor).checkTime()).isEqualTo(checked);
    assertThat(health(monitor).lastSeenTime()).isAfter(checked.plus(half));

    // After ten intervals it is checked whatever it answered.
    time.advance(half);
    ask("c0");
    tickUntil(() -> health(monitor).checkTime().isAfter(checked));

    // And where nobody asks it, after one.
    Instant again = health(monitor).checkTime();
    time.advance(INTERVAL.multipliedBy(11).dividedBy(10));
    tickUntil(() -> health(monitor).checkTime().isAfter(again));
  }

  @Test
  void aClusterThatIsBusyIsCheckedAfterwardsOrAnIntervalLater() {
    held = true;
    HealthMonitor monitor = monitor(1, 4);
    Cancellable endless =
        connections
            .get("c0")
            .send(ApiRequest.get("/"), TextReader::new)
            .subscribe()
            .with(never -> {});
    Awaitility.await().until(() -> asked.size() == 1);
    held = false;

    time.advance(INTERVAL.minusSeconds(1));
    assertThat(checks).hasValue(1);
    tickUntil(() -> monitor.health("c0") != null);
    assertThat(checks).hasValue(2);
    assertThat(health(monitor).checkTime()).isAfter(Instant.EPOCH.plus(INTERVAL));
    endless.cancel();
  }

  private void askUntilRefused(String cluster) {
    Awaitility.await()
        .until(
            () -> {
              connections
                  .get(cluster)
                  .probe(ApiRequest.get("/"))
                  .onFailure()
                  .recoverWithNull()
                  .await()
                  .atMost(Duration.ofSeconds(10));
              return connections.isRefused(cluster);
            });
  }

  private void ask(String cluster) {
    connections.get(cluster).probe(ApiRequest.get("/")).await().atMost(Duration.ofSeconds(10));
  }

  @Test
  void noMoreAreAskedAtOnceThanMayBe() {
    held = true;
    monitor(50, 3);

    time.advance(Duration.ofSeconds(2));
    Awaitility.await().until(() -> asked.size() == 3);
    time.advance(Duration.ofSeconds(1));
    assertThat(asked).hasSize(3);

    asked.remove().response().end(VERSION);
    tickUntil(() -> asked.size() == 3);
    assertThat(checks).hasValue(4);
  }

  @Test
  void aClusterThatDoesNotAnswerInTimeIsUnreachable() {
    held = true;
    HealthMonitor monitor = monitor(1, 4);
    tickUntil(() -> asked.size() == 1);

    time.advance(TIMEOUT);

    tickUntil(() -> monitor.health("c0") != null);
    assertThat(health(monitor).reachable()).isFalse();
    assertThat(health(monitor).lastSeenTime()).isNull();
    assertThat(String.valueOf(health(monitor).error())).contains("HEALTH_CHECK_TIMEOUT");
  }

  @Test
  void anAnswerOfAnyKindShowsThatItCanBeReached() {
    status = 403;
    HealthMonitor monitor = monitor(1, 4);

    tickUntil(() -> monitor.health("c0") != null);

    assertThat(health(monitor).reachable()).isTrue();
    assertThat(health(monitor).kubernetesVersion()).isEmpty();
    assertThat(health(monitor).error()).isNotNull();
  }

  @Test
  void whatOperationsCannotReachIsLookedAfterAtOnceAndMoreOften() {
    HealthMonitor monitor = monitor(1, 4);
    tickUntil(() -> monitor.health("c0") != null);
    AtomicInteger changes = new AtomicInteger();
    monitor.follow(changes::incrementAndGet);
    int port = server.actualPort();
    server.close().toCompletionStage().toCompletableFuture().join();

    askUntilRefused("c0");
    tickUntil(() -> health(monitor).refused());
    assertThat(health(monitor).kubernetesVersion()).isEqualTo("v1.33.2-gke.100");
    tickUntil(() -> changes.get() == 1);

    vertx
        .createHttpServer()
        .requestHandler(request -> request.response().end(VERSION))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    time.advance(PROBE_INTERVAL.multipliedBy(2));
    tickUntil(() -> health(monitor).reachable());
    assertThat(health(monitor).refused()).isFalse();
    assertThat(connections.isRefused("c0")).isFalse();
  }

  @Test
  void whatWasReachedSinceItsCheckAndIsLostThenIsLookedAfterAtOnce() {
    HealthMonitor monitor = monitor(1, 4);
    tickUntil(() -> monitor.health("c0") != null);
    time.advance(Duration.ofSeconds(1));
    ask("c0");
    server.close().toCompletionStage().toCompletableFuture().join();
    askUntilRefused("c0");

    time.advance(Duration.ofMillis(200));

    Awaitility.await().until(() -> health(monitor).refused());
  }

  @Test
  void otherCredentialsLeaveWhatIsKnownOfACluster() {
    HealthMonitor monitor = monitor(1, 4);
    tickUntil(() -> monitor.health("c0") != null);
    ClusterHealth known = health(monitor);

    URI same = URI.create("http://127.0.0.1:" + server.actualPort());
    monitor.update(
        roster(new ApiEndpoint(same, TlsSettings.SYSTEM, null, true, Credentials.ANONYMOUS)));
    assertThat(monitor.health("c0")).isEqualTo(known);

    monitor.update(roster(ApiEndpoint.anonymous(URI.create("http://127.0.0.1:1"))));
    assertThat(monitor.health("c0")).isNull();
  }

  private static Roster roster(ApiEndpoint endpoint) {
    Cluster cluster = new Cluster("c0", "c0", Map.of(), "test", "default", null);
    return new Roster(new TreeMap<>(Map.of("c0", new ClusterTarget(cluster, endpoint))), List.of());
  }

  @Test
  void versionsAndPlatformsAreLabels() {
    HealthMonitor monitor = monitor(1, 4);
    tickUntil(() -> monitor.health("c0") != null);

    assertThat(
            DiscoveredLabels.of(
                new Cluster("c", "c", Map.of(), "kubeconfig", "default", null), health(monitor)))
        .isEqualTo(
            Map.of(
                "fleet.source", "kubeconfig",
                "fleet.version", "v1.33.2",
                "fleet.platform", "gke"));
  }
}
