package io.fleetexecutor.testing;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.inventory.Inventory;
import io.fleetexecutor.inventory.KubeconfigInventory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The clusters of some kubeconfig files, which are asked who the caller is. */
public final class AskedClusters implements AutoCloseable {

  /** Who may do everything gets an answer, and nobody tells who that is. */
  public static final String ADMINISTRATOR = "an administrator";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ApiRequest REQUEST =
      ApiRequest.get("/api/v1/namespaces/kube-system/secrets");
  private static final Pattern USER = Pattern.compile("User \"([^\"]*)\" cannot list");

  private final ClusterConnections connections;
  private final List<Path> files;

  public AskedClusters(Vertx vertx, InstantSource clock, Duration pluginTimeout, Path... files) {
    this.connections =
        new ClusterConnections(vertx, ConnectionSettings.DEFAULT, clock, pluginTimeout);
    this.files = List.of(files);
    reload();
  }

  public Inventory reload() {
    Inventory inventory = KubeconfigInventory.load(files);
    connections.update(
        inventory.targets().stream()
            .collect(Collectors.toMap(target -> target.cluster().name(), Function.identity())));
    return inventory;
  }

  /** The user whom the API server takes the caller for. */
  public String who(String cluster) {
    return result(asked(cluster));
  }

  /** As many requests at once, each over a connection of its own. */
  public List<String> whoAtOnce(String cluster, int times) {
    return Uni.join()
        .all(IntStream.range(0, times).mapToObj(i -> asked(cluster)).toList())
        .andFailFast()
        .await()
        .atMost(LIMIT);
  }

  public Uni<String> asked(String cluster) {
    return connections
        .get(cluster)
        .send(REQUEST, TextReader::new)
        .map(secrets -> ADMINISTRATOR)
        .onFailure(ClusterFailure.class)
        .recoverWithUni(
            failure -> {
              Matcher user = USER.matcher(failure.getMessage());
              return user.find()
                  ? Uni.createFrom().item(user.group(1))
                  : Uni.createFrom().failure(failure);
            });
  }

  public void create(String cluster, String path, String json) {
    ApiRequest request =
        ApiRequest.change("POST", path, ApiRequest.Content.of(ApiRequest.JSON, json), false);
    result(connections.get(cluster).send(request, TextReader::new));
  }

  public ClusterFailure failure(String cluster) {
    try {
      throw new AssertionError(cluster + " knows the caller as " + who(cluster));
    } catch (ClusterFailure failure) {
      return failure;
    }
  }

  public static ClusterTarget target(Inventory inventory, String cluster) {
    return inventory.targets().stream()
        .filter(target -> target.cluster().name().equals(cluster))
        .findFirst()
        .orElseThrow();
  }

  private static String result(Uni<String> answer) {
    return answer.await().atMost(LIMIT);
  }

  @Override
  public void close() {
    connections.close();
  }
}
