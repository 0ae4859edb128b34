package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ResourceRef;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** One object of one API server, whether it exists or not. */
record Target(CallerServer server, ApiResource resource, String namespace, String name) {

  String path() {
    return ObjectPath.object(resource, namespace, name);
  }

  ResourceRef ref() {
    return resource.ref(namespace, name);
  }

  /** For people, for example {@code deployment default/web}. */
  @Override
  public String toString() {
    return Names.of(ref());
  }

  ObjectChange change(Optional<JsonNode> before, JsonNode after) {
    return new ObjectChange(ref(), before.orElse(null), after);
  }

  Uni<JsonNode> get() {
    return read(path());
  }

  /** Empty where there is no such object, but its kind is known. */
  Uni<Optional<JsonNode>> find() {
    return get().map(Optional::of).onFailure(Target::isMissing).recoverWithItem(Optional.empty());
  }

  Uni<JsonNode> read(String uri) {
    return server.send(ApiRequest.get(uri), ObjectBody::new);
  }

  static boolean isMissing(Throwable failure) {
    return failure instanceof ClusterFailure known
        && known.hasHttpStatus(404)
        && !KindResolver.isKindGone(failure);
  }
}
