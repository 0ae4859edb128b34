package io.fleetexecutor.inventory.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.fleetexecutor.cluster.json.WatchEvents;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lists a collection, watches it from there, and goes on from where a watch ended. Where a watch
 * fails, or what it goes on from is too old, it lists again, after a pause that grows.
 */
final class Following<T> {
  private static final Logger LOG = Logger.getLogger(Following.class);
  private static final long WATCH_SECONDS = 300;
  // The API server ends every watch; one that goes on beyond that has lost its connection.
  private static final Duration LOST = Duration.ofSeconds(WATCH_SECONDS + 60);

  private final ManagementCluster cluster;
  private final ObjectQuery query;
  private final Function<JsonNode, Optional<T>> keep;
  private final int most;
  private final ObjectTable<T> table;
  private final Pauses pauses;
  private String resourceVersion = "";
  private int failures;

  Following(
      ManagementCluster cluster,
      ObjectQuery query,
      Function<JsonNode, Optional<T>> keep,
      int most,
      ObjectTable<T> table) {
    this.cluster = cluster;
    this.query = query;
    this.keep = keep;
    this.most = most;
    this.table = table;
    this.pauses = new Pauses(cluster.random());
  }

  Cancellable start() {
    return Uni.createFrom()
        .deferred(() -> resourceVersion.isEmpty() ? list() : watch())
        .onFailure()
        .recoverWithUni(this::pauseAfter)
        .repeat()
        .indefinitely()
        .subscribe()
        .with(
            step -> {},
            failure -> LOG.errorf(failure, "%s is no longer followed", query.resource()));
  }

  private Uni<Boolean> list() {
    return new ObjectListing<>(cluster, query, keep, most)
        .run()
        .map(
            list -> {
              table.replace(list.objects());
              resourceVersion = list.resourceVersion();
              return true;
            })
        .onFailure()
        .invoke(failure -> table.failed(false, failure));
  }

  private Uni<Boolean> watch() {
    String uri = query.watch(resourceVersion, WATCH_SECONDS);
    return Uni.createFrom()
        .deferred(
            () ->
                cluster
                    .server()
                    .get()
                    .send(
                        ApiRequest.get(uri),
                        () -> new JsonBodyReader<>(new WatchEvents(this::event))))
        .ifNoItem()
        .after(LOST)
        .on(cluster.timers())
        .fail()
        .onFailure()
        .invoke(this::watchFailed)
        .chain(
            end -> {
              arrived();
              return pause(pauses.rest());
            });
  }

  private boolean event(JsonNode event) {
    JsonNode object = event.path("object");
    ObjectKey key = ObjectKey.of(object);
    switch (event.path("type").asText("")) {
      case "ADDED", "MODIFIED" ->
          keep.apply(object).ifPresentOrElse(kept -> put(key, kept), () -> table.remove(key));
      case "DELETED" -> table.remove(key);
      case "BOOKMARK" -> {}
      default -> throw failure(object);
    }
    arrived();
    resourceVersion = object.path("metadata").path("resourceVersion").asText(resourceVersion);
    return true;
  }

  private void put(ObjectKey key, T kept) {
    table.put(key, kept);
    if (table.size() > most) {
      throw ClusterFailure.unexpectedAnswer("there are more than " + most, null);
    }
  }

  /** The watch ends with a Status in place of an object. */
  private static ClusterFailure failure(JsonNode status) {
    int code = status.path("code").asInt(500);
    return ClusterFailure.unexpectedAnswer(
        "the watch ended: " + StatusFailures.excerpt(status.path("message").asText("")), code);
  }

  private void arrived() {
    failures = 0;
    table.watched();
  }

  private void watchFailed(Throwable failure) {
    resourceVersion = "";
    if (!mayPass(failure)) {
      table.failed(true, failure);
    }
  }

  /** Whether the API server can be asked, the list that follows tells. */
  private static boolean mayPass(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof ClusterFailure known && known.mayPass();
  }

  private Uni<Boolean> pauseAfter(Throwable failure) {
    failures++;
    return pause(pauses.after(failures));
  }

  private Uni<Boolean> pause(Duration duration) {
    return Uni.createFrom().item(true).onItem().delayIt().onExecutor(cluster.timers()).by(duration);
  }
}
