package io.fleetexecutor.demo;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The API server of one simulated cluster, from request to answer, without time or network: what a
 * cluster contains is made for each answer and then forgotten.
 */
record ApiServer(Traits cluster, InstantSource clock) {

  ApiAnswer answer(ApiRequest request) {
    try {
      return accepted(request);
    } catch (RefusedException e) {
      return ApiAnswer.refused(e.status());
    }
  }

  private ApiAnswer accepted(ApiRequest request) {
    Optional<ResourcePath> resource = ResourcePath.parse(request.path());
    if (resource.isPresent()) {
      return new ResourceReader(cluster, clock).answer(request, resource.get());
    }
    if (!request.reads()) {
      throw Refusals.readOnly(request.method());
    }
    if (Health.serves(request.path())) {
      return ApiAnswer.text(Health.report(request.path(), request.parameters()));
    }
    ApiAnswer aggregated = AggregatedDiscovery.answer(request);
    if (aggregated != null) {
      return aggregated;
    }
    Object document =
        request.path().equals("/version")
            ? ServerVersion.of(cluster.release())
            : Discovery.document(request.path());
    if (document == null) {
      throw Refusals.unknownPath();
    }
    Representation.requireJson(request.accept());
    return ApiAnswer.json(document);
  }
}
