package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.smallrye.mutiny.Uni;

/** Reads all objects of a kind. */
final class ListResourcesHandler {

  private final KindResolver kinds;

  ListResourcesHandler(KindResolver kinds) {
    this.kinds = kinds;
  }

  Uni<ClusterAnswer> run(
      ApiServer server,
      Operation.ListResources list,
      String contextNamespace,
      OutputPolicy outputPolicy) {
    return kinds.with(
        server,
        list.apiVersion(),
        list.kind(),
        resource -> list(server, list, contextNamespace, outputPolicy, resource));
  }

  private static Uni<ClusterAnswer> list(
      ApiServer server,
      Operation.ListResources list,
      String contextNamespace,
      OutputPolicy outputPolicy,
      ApiResource resource) {
    String namespace = list.contextNamespace() ? contextNamespace : list.namespace();
    OutputCollector output = OutputCollector.of(outputPolicy, list.maxObjectCount(), resource);
    return new Listing(
            server,
            ObjectPath.collection(resource, namespace),
            UriParts.parameter("labelSelector", list.labelSelector())
                + UriParts.parameter("fieldSelector", list.fieldSelector()),
            AcceptHeaders.forList(outputPolicy.format()),
            output)
        .run();
  }
}
