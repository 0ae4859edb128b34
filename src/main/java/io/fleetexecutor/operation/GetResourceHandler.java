package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import io.smallrye.mutiny.Uni;

/** Reads one object. */
final class GetResourceHandler {

  private final KindResolver kinds;

  GetResourceHandler(KindResolver kinds) {
    this.kinds = kinds;
  }

  Uni<ClusterAnswer> run(
      ApiServer server, ResourceRef ref, String contextNamespace, OutputPolicy outputPolicy) {
    String namespace = ref.namespace().isEmpty() ? contextNamespace : ref.namespace();
    return kinds.with(
        server,
        ref.apiVersion(),
        ref.kind(),
        resource -> get(server, resource, namespace, ref.objectName(), outputPolicy));
  }

  private static Uni<ClusterAnswer> get(
      ApiServer server,
      ApiResource resource,
      String namespace,
      String name,
      OutputPolicy outputPolicy) {
    ApiRequest request =
        new ApiRequest(
            ObjectPath.object(resource, namespace, name),
            AcceptHeaders.forObject(outputPolicy.format()),
            false);
    OutputCollector output = OutputCollector.of(outputPolicy, 0, resource);
    return switch (output) {
      case ObjectCollector objects ->
          server
              .send(request, () -> new JsonBodyReader<>(new ObjectDocument(objects.reader())))
              .map(read -> objects.answer());
      case TableCollector table ->
          document(server, request, table).map(top -> tableAnswer(table, top));
      default -> document(server, request, output).map(top -> output.answer());
    };
  }

  private static Uni<JsonNode> document(
      ApiServer server, ApiRequest request, OutputCollector output) {
    return server.send(
        request, () -> new JsonBodyReader<>(new DocumentReader(output.elementReaders())));
  }

  private static ClusterAnswer tableAnswer(TableCollector table, JsonNode top) {
    if (!top.path("kind").asText("").equals("Table")) {
      table.addPlain(top.path("metadata"));
    }
    return table.answer();
  }
}
