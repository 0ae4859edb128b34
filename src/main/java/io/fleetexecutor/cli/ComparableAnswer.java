package io.fleetexecutor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.comparison.Ages;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ProjectedValue;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.ResourceTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An answer in whatever form as objects, of which a diff can be made. */
final class ComparableAnswer {

  private ComparableAnswer() {}

  /** Empty where the answer tells too little, as names alone, or is no text. */
  static Optional<List<JsonNode>> of(ClusterResult result) {
    List<JsonNode> objects =
        switch (result.getOutputCase()) {
          case OBJECTS ->
              result.getObjects().getObjectsList().stream()
                  .map(KubernetesObject::getJson)
                  .map(JsonText::tree)
                  .toList();
          case VALUES ->
              result.getValues().getValuesList().stream().map(ComparableAnswer::value).toList();
          case TABLE -> rows(result.getTable());
          case RAW_RESPONSE ->
              List.of(RawText.of(result).map(ComparableAnswer::body).orElse(JsonText.tree("")));
          case HEALTH, OUTPUT_NOT_SET -> List.of(JsonText.tree(""));
        };
    return objects.stream().anyMatch(JsonNode::isMissingNode)
        ? Optional.empty()
        : Optional.of(objects);
  }

  private static JsonNode value(ProjectedValue value) {
    ObjectNode object = value.hasRef() ? named(value.getRef()) : empty();
    return object.set("value", JsonText.tree(value.getJson()));
  }

  private static List<JsonNode> rows(ResourceTable table) {
    return table.getRowsList().stream().map(row -> row(table, row)).toList();
  }

  /** Without the name, which it has anyway, and without ages. */
  private static JsonNode row(ResourceTable table, ResourceTable.Row row) {
    ObjectNode object = named(row.getRef());
    for (int i = 0; i < Math.min(row.getCellsCount(), table.getColumnsCount()); i++) {
      ResourceTable.Column column = table.getColumns(i);
      String name = column.getName().toUpperCase(Locale.ROOT);
      if (!name.equals("NAME")) {
        Ages.without(row.getRef().getKind(), column.getName(), column.getType(), row.getCells(i))
            .ifPresent(cell -> object.put(name, cell));
      }
    }
    return object;
  }

  private static JsonNode body(String text) {
    JsonNode json = JsonText.tree(text);
    return json.isObject() ? json : empty().put("body", text);
  }

  private static ObjectNode named(ResourceRef ref) {
    ObjectNode object = empty().put("kind", ref.getKind());
    ObjectNode metadata = object.putObject("metadata").put("name", ref.getObjectName());
    if (!ref.getNamespace().isEmpty()) {
      metadata.put("namespace", ref.getNamespace());
    }
    return object;
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
