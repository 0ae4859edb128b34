package io.fleetexecutor.inventory.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.DocumentReader;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.fleetexecutor.cluster.json.TreeReader;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** One list, page by page, of which no more is kept than is asked for. */
final class ObjectListing<T> {
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(60);

  private final ManagementCluster cluster;
  private final ObjectQuery query;
  private final Function<JsonNode, Optional<T>> keep;
  private final int most;
  private final SortedMap<ObjectKey, T> objects = new TreeMap<>();
  private String continuation = "";
  private String resourceVersion = "";

  ObjectListing(
      ManagementCluster cluster,
      ObjectQuery query,
      Function<JsonNode, Optional<T>> keep,
      int most) {
    this.cluster = cluster;
    this.query = query;
    this.keep = keep;
    this.most = most;
  }

  /** Ends when every page is read. */
  Uni<ObjectListing<T>> run() {
    return Uni.createFrom()
        .deferred(this::page)
        .repeat()
        .whilst(page -> !continuation.isEmpty())
        .collect()
        .last()
        .map(last -> this);
  }

  SortedMap<ObjectKey, T> objects() {
    return objects;
  }

  /** Where to watch from. */
  String resourceVersion() {
    return resourceVersion;
  }

  private Uni<JsonNode> page() {
    ApiServer server = cluster.server().get();
    return server
        .send(
            ApiRequest.get(query.list(continuation), ApiRequest.JSON, true),
            () ->
                new JsonBodyReader<>(
                    new DocumentReader(Map.of("items", new TreeReader(this::accept)))))
        .ifNoItem()
        .after(PAGE_TIMEOUT)
        .on(cluster.timers())
        .failWith(() -> unusable("no list came within " + PAGE_TIMEOUT.toSeconds() + " s"))
        .invoke(this::turn);
  }

  private boolean accept(JsonNode object) {
    keep.apply(object).ifPresent(kept -> objects.put(ObjectKey.of(object), kept));
    if (objects.size() > most) {
      throw unusable("there are more than " + most);
    }
    return true;
  }

  private void turn(JsonNode page) {
    if (!page.path("kind").asText("").endsWith("List")) {
      throw unusable("the answer is no list");
    }
    String token = page.path("metadata").path("continue").asText("");
    if (!token.isEmpty() && token.equals(continuation)) {
      throw unusable("the API server repeats a page of the list");
    }
    continuation = token;
    resourceVersion = page.path("metadata").path("resourceVersion").asText("");
    if (resourceVersion.isEmpty()) {
      throw unusable("the list has no version to watch from");
    }
  }

  private static ClusterFailure unusable(String problem) {
    return ClusterFailure.unexpectedAnswer(problem, null);
  }
}
