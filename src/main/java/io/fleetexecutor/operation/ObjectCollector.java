package io.fleetexecutor.operation;

import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects objects, or their metadata. */
final class ObjectCollector extends OutputCollector implements ObjectReader.Sink {

  private final OutputPolicy policy;
  private final ApiResource resource;
  private final List<Output.KubernetesObject> objects = new ArrayList<>();

  ObjectCollector(OutputPolicy policy, long maxCount, ApiResource resource) {
    super(policy, maxCount);
    this.policy = policy;
    this.resource = resource;
  }

  ObjectReader reader() {
    return new ObjectReader(resource, policy.format() == OutputPolicy.Format.METADATA, this);
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
  public boolean add(String namespace, String name, String json) {
    if (!take(json.getBytes(StandardCharsets.UTF_8).length)) {
      return false;
    }
    objects.add(new Output.KubernetesObject(resource.ref(namespace, name), json));
    return true;
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
  Output output() {
    return new Output.KubernetesObjects(objects);
  }
}
