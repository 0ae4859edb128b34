package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The API servers of all clusters, over one Vert.x. A cluster costs next to nothing before its
 * first request; connections are kept to the clusters that were asked last, to so many of them.
 */
public final class ClusterConnections implements AutoCloseable {

  private final VertxInternal vertx;
  private final ConnectionSettings settings;
  private final InstantSource clock;
  private final Authenticators authenticators;
  private final Map<String, ApiServer> servers;
  private final Map<String, Circuit> circuits = new HashMap<>();
  private Map<String, ClusterTarget> targets = Map.of();

  public ClusterConnections(Vertx vertx, ConnectionSettings settings, InstantSource clock) {
    this(vertx, settings, clock, Authenticators.LOGIN_TIMEOUT);
  }

  /**
   * @param loginTimeout how long a credential plugin may run, or an OIDC issuer take for an answer
   */
  public ClusterConnections(
      Vertx vertx, ConnectionSettings settings, InstantSource clock, Duration loginTimeout) {
    this.vertx = (VertxInternal) vertx;
    this.settings = settings;
    this.clock = clock;
    this.authenticators = new Authenticators(vertx, clock, loginTimeout);
    this.servers = new RecentServers(settings.maxConnectedClusters());
  }

  /**
   * From now on these are the clusters. What is under way in one that has gone, or that is reached
   * in another way now, goes on; its connections close after it.
   */
  public void update(Map<String, ClusterTarget> current) {
    synchronized (servers) {
      Map<String, ClusterTarget> earlier = targets;
      targets = Map.copyOf(current);
      Predicate<String> isOther = name -> !isSame(earlier.get(name), targets.get(name));
      circuits.keySet().removeIf(isOther);
      List<String> others = servers.keySet().stream().filter(isOther).toList();
      others.forEach(name -> Objects.requireNonNull(servers.remove(name)).retire());
      authenticators.keepOnly(
          targets.values().stream()
              .map(ClusterTarget::endpoint)
              .filter(Objects::nonNull)
              .map(endpoint -> endpoint.credentials().authentication())
              .collect(Collectors.toSet()));
    }
  }

  /** Whether requests to this cluster are refused, as it could not be reached several times. */
  public boolean isRefused(String clusterName) {
    synchronized (servers) {
      Circuit circuit = circuits.get(clusterName);
      return circuit != null && circuit.isOpen();
    }
  }

  /** Whether a request to this cluster is under way. */
  public boolean isBusy(String clusterName) {
    synchronized (servers) {
      ApiServer server = servers.get(clusterName);
      return server != null && server.isBusy();
    }
  }

  /** When a cluster last answered a request, whatever it said; null where it never did. */
  public @Nullable Instant lastAnswer(String clusterName) {
    synchronized (servers) {
      Circuit circuit = circuits.get(clusterName);
      return circuit == null ? null : circuit.lastAnswer();
    }
  }

  /** Those to which requests are refused. */
  public List<String> refused() {
    synchronized (servers) {
      return circuits.entrySet().stream()
          .filter(circuit -> circuit.getValue().isOpen())
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  private static boolean isSame(@Nullable ClusterTarget earlier, @Nullable ClusterTarget current) {
    return earlier != null
        && current != null
        && Objects.equals(earlier.endpoint(), current.endpoint());
  }

  /**
   * @throws ClusterFailure where no request can be sent to this cluster
   */
  public ApiServer get(String clusterName) {
    synchronized (servers) {
      @Nullable ApiServer known = servers.get(clusterName);
      if (known == null) {
        known = connect(clusterName);
        servers.put(clusterName, known);
      }
      return known;
    }
  }

  private ApiServer connect(String name) {
    ClusterTarget target = targets.get(name);
    if (target == null) {
      throw ClusterFailure.of(
          ClusterState.UNREACHABLE,
          ErrorCode.FAILED_PRECONDITION,
          "UNKNOWN_CLUSTER",
          "no inventory knows a cluster named \"" + name + "\"");
    }
    ClusterError error = target.cluster().error();
    ApiEndpoint endpoint = target.endpoint();
    if (error != null) {
      throw new ClusterFailure(ClusterState.UNREACHABLE, error);
    }
    if (endpoint == null) {
      throw new IllegalStateException("cluster \"" + name + "\" has neither endpoint nor error");
    }
    Authenticator authenticator = authenticators.of(endpoint.credentials().authentication());
    Circuit circuit =
        circuits.computeIfAbsent(name, first -> new Circuit(settings.maxConnectionFailures()));
    return new ApiServer(vertx, endpoint, settings, authenticator, circuit, clock);
  }

  @Override
  public void close() {
    synchronized (servers) {
      servers.values().forEach(ApiServer::close);
    }
    authenticators.close();
  }

  /** Those that were asked for last; the others keep no connection. */
  private static final class RecentServers extends LinkedHashMap<String, ApiServer> {
    private final int most;

    RecentServers(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, ApiServer> eldest) {
      if (size() <= most) {
        return false;
      }
      eldest.getValue().retire();
      return true;
    }
  }
}
