package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collects the rows of the API server's own table. Of an API server that has none, objects become
 * rows with their name and age.
 */
final class TableCollector extends OutputCollector {

  private static final List<Output.Column> PLAIN_COLUMNS =
      List.of(new Output.Column("Name", "string", 0), new Output.Column("Created At", "date", 0));

  private final ApiResource resource;
  private List<Output.Column> columns = new ArrayList<>();
  private final List<Output.Row> rows = new ArrayList<>();

  TableCollector(OutputPolicy policy, long maxCount, ApiResource resource) {
    super(policy, maxCount);
    this.resource = resource;
  }

  @Override
  Map<String, ElementReader> elementReaders() {
    List<Output.Column> fresh = new ArrayList<>();
    return Map.of(
        "columnDefinitions",
        new TreeReader(
            column -> {
              columns = fresh;
              return fresh.add(column(column));
            }),
        "rows",
        new TreeReader(this::addRow),
        "items",
        new TreeReader(item -> addPlain(item.path("metadata"))));
  }

  private static Output.Column column(JsonNode node) {
    return new Output.Column(
        node.path("name").asText(""), node.path("type").asText(""), node.path("priority").asInt(0));
  }

  private boolean addRow(JsonNode row) {
    List<String> cells = new ArrayList<>();
    row.path("cells").forEach(cell -> cells.add(text(cell)));
    return add(cells, row.path("object").path("metadata"));
  }

  /** An object where a table was asked for. */
  boolean addPlain(JsonNode metadata) {
    columns = PLAIN_COLUMNS;
    return add(
        List.of(metadata.path("name").asText(""), metadata.path("creationTimestamp").asText("")),
        metadata);
  }

  private boolean add(List<String> cells, JsonNode metadata) {
    long size = 0;
    for (String cell : cells) {
      size += cell.getBytes(StandardCharsets.UTF_8).length;
    }
    if (!wantsMore() || !take(size)) {
      return false;
    }
    ResourceRef ref =
        metadata.isMissingNode()
            ? null
            : resource.ref(metadata.path("namespace").asText(""), metadata.path("name").asText(""));
    rows.add(new Output.Row(cells, ref));
    return true;
  }

  /** As kubectl prints it: nothing for null, whole numbers without a fraction. */
  private static String text(JsonNode cell) {
    if (cell.isNull()) {
      return "";
    }
    if (cell.isFloatingPointNumber() && cell.canConvertToExactIntegral()) {
      return cell.bigIntegerValue().toString();
    }
    return cell.isValueNode() ? cell.asText() : cell.toString();
  }

  @Override
  void clear() {
    super.clear();
    rows.clear();
  }

  @Override
  Output output() {
    return new Output.ResourceTable(columns, rows);
  }
}
