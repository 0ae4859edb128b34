package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.cluster.json.WatchEvents;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits until one object is as it should be, however long that takes: reads it, watches it from
 * there, and goes on where a watch ended. Where it may not be watched it is asked for again and
 * again. Once it was read, trouble with the cluster is waited out.
 */
final class Awaiting {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Target target;
  private final Visibility visibility;
  private final Function<@Nullable JsonNode, Verdict> judge;
  private final Duration pollInterval;
  private final AttemptNotes notes;
  private final ScheduledExecutorService timers;
  private String resourceVersion = "";
  private @Nullable JsonNode object;
  private boolean met;
  private boolean wasRead;
  private boolean watchable = true;

  /**
   * @param visibility of the object, for the judge, too
   * @param judge is given null while there is no such object
   * @param pollInterval where the object cannot be watched
   */
  Awaiting(
      Target target,
      Visibility visibility,
      Function<@Nullable JsonNode, Verdict> judge,
      Duration pollInterval,
      AttemptNotes notes,
      ScheduledExecutorService timers) {
    this.target = target;
    this.visibility = visibility;
    this.judge = judge;
    this.pollInterval = pollInterval;
    this.notes = notes;
    this.timers = timers;
  }

  /** The object when it was as it should be; empty where there was none. */
  Uni<Optional<JsonNode>> run() {
    return Uni.createFrom()
        .deferred(this::step)
        .onFailure(this::mayPass)
        .recoverWithUni(() -> pause(PAUSE))
        .repeat()
        .until(done -> met)
        .collect()
        .last()
        .onItemOrFailure()
        .transformToUni(
            (last, failure) ->
                failure == null
                    ? Uni.createFrom().item(Optional.ofNullable(object))
                    : Uni.createFrom().failure(failure));
  }

  private Uni<Boolean> step() {
    if (!watchable) {
      return target.find().invoke(this::consider).chain(() -> met ? done() : pause(pollInterval));
    }
    return resourceVersion.isEmpty() ? list() : watch();
  }

  private static Uni<Boolean> done() {
    return Uni.createFrom().item(true);
  }

  private Uni<Boolean> pause(Duration duration) {
    return done().onItem().delayIt().onExecutor(timers).by(duration);
  }

  private Uni<Boolean> list() {
    return target
        .read(uri(""))
        .invoke(
            list -> {
              consider(
                  AnswerShape.items(list)
                      .valueStream()
                      .filter(this::isMeant)
                      .findFirst()
                      .map(this::withType));
              resourceVersion = list.path("metadata").path("resourceVersion").asText("");
            })
        .chain(list -> listAgain() ? pause(PAUSE) : done())
        .onFailure(Awaiting::isForbidden)
        .recoverWithItem(this::poll);
  }

  /** Some API servers know no field selector, and tell of all objects. */
  private boolean isMeant(JsonNode told) {
    return told.path("metadata").path("name").asText("").equals(target.name());
  }

  /** There is no version to watch from, or none any more. */
  private boolean listAgain() {
    return resourceVersion.isEmpty() && !met;
  }

  /** API servers leave it out of what is in a list. */
  private JsonNode withType(JsonNode item) {
    ObjectNode whole = StreamingJson.MAPPER.createObjectNode();
    whole.put("apiVersion", target.resource().groupVersion().apiVersion());
    whole.put("kind", target.resource().kind());
    return item instanceof ObjectNode object ? whole.setAll(object) : item;
  }

  private Uni<Boolean> watch() {
    return target
        .server()
        .send(
            ApiRequest.get(
                uri("&watch=true&allowWatchBookmarks=true&resourceVersion=" + resourceVersion)),
            () -> new JsonBodyReader<>(new WatchEvents(this::event)))
        .chain(endedEarly -> endedEarly && !met || listAgain() ? pause(PAUSE) : done())
        .onFailure(Awaiting::isExpired)
        .invoke(() -> resourceVersion = "")
        .onFailure(Awaiting::isForbidden)
        .recoverWithItem(this::poll);
  }

  private boolean poll() {
    watchable = false;
    return true;
  }

  private String uri(String parameters) {
    return ObjectPath.collection(target.resource(), target.namespace())
        + "?"
        + UriParts.parameter("fieldSelector", "metadata.name=" + target.name()).substring(1)
        + parameters;
  }

  private boolean event(JsonNode event) {
    JsonNode told = AnswerShape.event(event).path("object");
    switch (event.path("type").asText("")) {
      case "ERROR" -> {
        // For example that this version is too old; what there is now is read again.
        resourceVersion = "";
        return false;
      }
      case "BOOKMARK" -> {}
      case "DELETED" -> changed(told, Optional.empty());
      default -> changed(AnswerShape.object(told), Optional.of(told));
    }
    resourceVersion = told.path("metadata").path("resourceVersion").asText(resourceVersion);
    return !met;
  }

  private void changed(JsonNode told, Optional<JsonNode> now) {
    if (isMeant(told)) {
      consider(now);
    }
  }

  private void consider(Optional<JsonNode> found) {
    wasRead = true;
    object = found.map(visibility::of).orElse(null);
    switch (judge.apply(object)) {
      case Verdict.Met done -> met = true;
      case Verdict.Pending pending -> notes.waitingFor(target + ": " + pending.why());
      case Verdict.Failed failed ->
          throw new ClusterFailure(
              ClusterState.FAILED,
              ClusterError.of(
                  ErrorCode.FAILED_PRECONDITION,
                  failed.reason(),
                  target + ": " + failed.message()));
    }
  }

  /** The kind has no watch, or the caller must not. */
  private static boolean isForbidden(Throwable failure) {
    return failure instanceof ClusterFailure known
        && (known.hasHttpStatus(400) || known.hasHttpStatus(403) || known.hasHttpStatus(405));
  }

  /** The version to watch from is too old. */
  private static boolean isExpired(Throwable failure) {
    return failure instanceof ClusterFailure known && known.hasHttpStatus(410);
  }

  private boolean mayPass(Throwable failure) {
    return wasRead && failure instanceof ClusterFailure known && known.mayPass();
  }
}
