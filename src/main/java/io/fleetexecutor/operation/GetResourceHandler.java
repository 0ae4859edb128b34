package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.json.DocumentReader;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation.GetResource;
import io.smallrye.mutiny.Uni;

/** Reads one object. */
final class GetResourceHandler {

  private GetResourceHandler() {}

  static Uni<ClusterAnswer> run(OperationContext context, GetResource get) {
    return context.with(get.ref(), target -> get(context, target));
  }

  private static Uni<ClusterAnswer> get(OperationContext context, Target target) {
    Representation form = Representation.of(context);
    ApiRequest request =
        ApiRequest.get(target.path() + form.query("?"), form.acceptObject(), false);
    OutputCollector output = OutputCollector.of(context, 0, target.resource());
    return switch (output) {
      case ObjectCollector objects ->
          target
              .server()
              .send(request, () -> new JsonBodyReader<>(new ObjectDocument(objects.reader())))
              .map(read -> objects.answer());
      case TableCollector table ->
          document(target, request, table).map(top -> tableAnswer(table, top));
      default -> document(target, request, output).map(top -> output.answer());
    };
  }

  private static Uni<JsonNode> document(Target target, ApiRequest request, OutputCollector output) {
    return target
        .server()
        .send(request, () -> new JsonBodyReader<>(new DocumentReader(output.elementReaders())));
  }

  private static ClusterAnswer tableAnswer(TableCollector table, JsonNode top) {
    if (!top.path("kind").asText("").equals("Table")) {
      table.addPlain(top);
    }
    return table.answer();
  }
}
