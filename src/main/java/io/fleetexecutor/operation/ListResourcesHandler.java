package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation.ListResources;
import io.smallrye.mutiny.Uni;

/** Reads all objects of a kind. */
final class ListResourcesHandler {

  private ListResourcesHandler() {}

  static Uni<ClusterAnswer> run(OperationContext context, ListResources list) {
    return context
        .kinds()
        .with(
            context.server().server(),
            list.apiVersion(),
            list.kind(),
            resource -> list(context, list, resource));
  }

  private static Uni<ClusterAnswer> list(
      OperationContext context, ListResources list, ApiResource resource) {
    String namespace = list.contextNamespace() ? context.namespace("") : list.namespace();
    Representation form = Representation.of(context);
    return new Listing(
            context.server(),
            ObjectPath.collection(resource, namespace),
            UriParts.parameter("labelSelector", list.labelSelector())
                + UriParts.parameter("fieldSelector", list.fieldSelector())
                + form.query("&"),
            form.acceptList(),
            OutputCollector.of(context, list.maxObjectCount(), resource))
        .run()
        .onFailure(ClusterFailure.class)
        .transform(
            failure ->
                context
                    .visibility(resource.ref("", ""))
                    .withoutQuotation((ClusterFailure) failure));
  }
}
