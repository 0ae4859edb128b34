package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects objects, or their metadata. */
final class ObjectCollector extends OutputCollector implements ObjectReader.Sink {

  private final ApiResource resource;
  private final List<Output.KubernetesObject> objects = new ArrayList<>();

  ObjectCollector(OutputPolicy policy, Review review, long maxCount, ApiResource resource) {
    super(policy, review, maxCount);
    this.resource = resource;
  }

  ObjectReader reader() {
    boolean metadataOnly =
        policy().format() == OutputPolicy.Format.METADATA && !review().needsObjects();
    return new ObjectReader(resource, metadataOnly, this);
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
  public long room() {
    return super.room();
  }

  @Override
  public boolean add(String namespace, String name, byte[] json) {
    if (!take(json.length)) {
      return false;
    }
    ResourceRef ref = resource.ref(namespace, name);
    JsonNode object = StreamingJson.parse(json);
    review().look(ref, object);
    switch (policy().format()) {
      case OBJECTS, TABLE -> objects.add(new Output.KubernetesObject(ref, text(json)));
      case METADATA ->
          objects.add(
              new Output.KubernetesObject(
                  ref, review().needsObjects() ? StreamingJson.metadata(object) : text(json)));
      case NONE -> {
        // It was only to be looked at.
      }
    }
    return true;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Override
  public void tooLarge(long bytes) {
    take(bytes);
  }

  @Override
  void clear() {
    super.clear();
    objects.clear();
  }

  @Override
  @Nullable Output output() {
    return policy().format() == OutputPolicy.Format.NONE
        ? null
        : new Output.KubernetesObjects(objects);
  }
}
