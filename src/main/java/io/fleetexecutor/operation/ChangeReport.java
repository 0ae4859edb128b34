package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.comparison.Fingerprints;
import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.JsonLine;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what was done to objects, and makes the answer of it. */
final class ChangeReport {
  private static final String MISSING = "missing";
  private static final JsonLine NO_JSON = JsonLine.of("");

  private final OperationContext context;
  private final List<Output.KubernetesObject> objects = new ArrayList<>();
  private boolean changed;
  private long bytes;
  private long sentBytes;
  private boolean truncated;

  ChangeReport(OperationContext context) {
    this.context = context;
  }

  static ChangeReport of(OperationContext context, ObjectChange change) {
    ChangeReport report = new ChangeReport(context);
    report.add(change);
    return report;
  }

  void add(ObjectChange change) {
    changed |= change.isChange();
    String diff = context.dryRun() ? change.diff() : "";
    JsonNode object = change.object();
    if (object != null) {
      Visibility visibility = context.visibility(change.ref());
      JsonNode shown = visibility.of(object);
      reserve(shown);
      context.review().look(change.ref(), shown, () -> fingerprint(change, shown, visibility));
      keep(new Output.KubernetesObject(change.ref(), json(shown), change.change(), diff));
    } else {
      addMissing();
      keep(new Output.KubernetesObject(change.ref(), NO_JSON, change.change(), diff));
    }
  }

  private String fingerprint(ObjectChange change, JsonNode object, Visibility visibility) {
    if (context.dryRun()) {
      return change.fingerprint(visibility);
    }
    return change.change() == Change.DELETED ? "deleted" : Fingerprints.ofObject(object);
  }

  /** There is no such object, and there was to be none. */
  void addMissing() {
    context.review().compare(MISSING);
  }

  /** An object that was not to be changed. */
  void addUnchanged(ResourceRef ref, JsonNode object) {
    reserve(object);
    context.review().look(ref, object);
    keep(new Output.KubernetesObject(ref, json(object)));
  }

  private void reserve(JsonNode object) {
    Review review = context.review();
    truncated |= review.keepsObjects() && !review.reserve(JsonSize.of(object));
  }

  private void keep(Output.KubernetesObject object) {
    long size = object.json().size() + (long) object.diff().getBytes(StandardCharsets.UTF_8).length;
    sentBytes += size;
    truncated |= bytes + size > context.outputPolicy().maxOutputBytes();
    if (!truncated) {
      bytes += size;
      objects.add(object);
    }
  }

  private JsonLine json(JsonNode object) {
    return switch (context.outputPolicy().format()) {
      case OBJECTS -> JsonLine.of(object.toString());
      case METADATA -> JsonLine.of(StreamingJson.metadata(object));
      case TABLE, NONE -> NO_JSON;
    };
  }

  ClusterAnswer succeeded() {
    return ClusterAnswer.succeeded(output(), truncated, sentBytes).withOutcome(changed, false);
  }

  /** Succeeds when what follows does; if it fails, what was done is told all the same. */
  Uni<ClusterAnswer> succeededAfter(Uni<?> rest) {
    return rest.map(done -> succeeded())
        .onFailure(ClusterFailure.class)
        .recoverWithItem(failure -> failed((ClusterFailure) failure));
  }

  ClusterAnswer failed(ClusterFailure failure) {
    return succeeded().asFailure(failure.state(), failure.error());
  }

  private @Nullable Output output() {
    return context.outputPolicy().format() == Format.NONE
        ? null
        : new Output.KubernetesObjects(objects);
  }
}
