package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.json.ElementReader;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.cluster.json.TreeBuilder.Detail;
import io.fleetexecutor.model.JsonLine;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects objects, or their metadata, or only shows them to the review. */
final class ObjectCollector extends OutputCollector implements ObjectReader.Sink {

  /** Well above what an API server stores. */
  private static final long LARGEST_OBJECT = 8 << 20;

  private final ApiResource resource;
  private final List<Output.KubernetesObject> objects = new ArrayList<>();

  ObjectCollector(
      OutputPolicy policy,
      Review review,
      Visibility visibility,
      long maxCount,
      ApiResource resource) {
    super(policy, review, visibility, maxCount);
    this.resource = resource;
  }

  ObjectReader reader() {
    boolean isLookedInto = review().needsObjects() || policy().format() == Format.METADATA;
    return new ObjectReader(
        resource, visibility(), isLookedInto ? Detail.WHOLE : Detail.COMPARED, this);
  }

  @Override
  boolean showsObjects() {
    return true;
  }

  @Override
  Map<String, ElementReader> elementReaders() {
    return Map.of("items", reader());
  }

  @Override
  public boolean wantsMore() {
    return super.wantsMore();
  }

  @Override
  public long largest() {
    // What is shown of a Secret is not as large as what comes.
    boolean isShownAsItComes = visibility() == Visibility.WHOLE;
    return policy().format() == Format.OBJECTS && isShownAsItComes ? room() : LARGEST_OBJECT;
  }

  @Override
  public boolean add(ObjectNode object, byte[] json) {
    ResourceRef ref =
        resource.ref(
            object.path("metadata").path("namespace").asText(""),
            object.path("metadata").path("name").asText(""));
    switch (policy().format()) {
      case METADATA -> {
        JsonLine metadata = JsonLine.of(StreamingJson.metadata(object));
        if (!take(metadata.size(), json.length)) {
          return false;
        }
        objects.add(new Output.KubernetesObject(ref, metadata));
      }
      case NONE -> {
        if (!review().keepsObjects()) {
          skip();
        } else if (!take(json.length, json.length)) {
          return false;
        }
      }
      case OBJECTS, TABLE -> {
        if (!take(json.length, json.length)) {
          return false;
        }
        objects.add(new Output.KubernetesObject(ref, JsonLine.of(json)));
      }
    }
    review().lookLast(ref, object);
    return true;
  }

  @Override
  public void tooLarge(long bytes) {
    take(Math.max(bytes, room() + 1));
  }

  @Override
  void clear() {
    super.clear();
    objects.clear();
  }

  @Override
  @Nullable Output output() {
    return policy().format() == Format.NONE ? null : new Output.KubernetesObjects(objects);
  }
}
