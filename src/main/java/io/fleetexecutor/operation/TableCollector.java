package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.ElementReader;
import io.fleetexecutor.cluster.json.TreeReader;
import io.fleetexecutor.comparison.Ages;
import io.fleetexecutor.comparison.Fingerprints;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of the API server's own table. Of an API server that has none, objects become
 * rows with their name and age. What it keeps has a bound, also of rows and columns without text.
 */
final class TableCollector extends OutputCollector {

  private static final List<Output.Column> PLAIN_COLUMNS =
      List.of(new Output.Column("Name", "string", 0), new Output.Column("Created At", "date", 0));

  private static final int MAX_COLUMNS = 1_000;
  private static final int MAX_COLUMN_NAME = 1_000;
  // About what a row, a reference and a cell take in memory beside their text.
  private static final long BYTES_OF_EACH = 64;
  // A row of a real table takes less than this much more than the text of its cells.
  private static final long MEMORY_FACTOR = 8;

  private final ApiResource resource;
  private List<Output.Column> columns = new ArrayList<>();
  private final List<Output.Row> rows = new ArrayList<>();
  private long memory;

  TableCollector(
      OutputPolicy policy,
      Review review,
      Visibility visibility,
      long maxCount,
      ApiResource resource) {
    super(policy, review, visibility, maxCount);
    this.resource = resource;
  }

  @Override
  boolean showsObjects() {
    return true;
  }

  @Override
  Map<String, ElementReader> elementReaders() {
    List<Output.Column> fresh = new ArrayList<>();
    return Map.of(
        "columnDefinitions",
        new TreeReader(
            column -> {
              columns = fresh;
              return addColumn(fresh, column);
            }),
        "rows",
        new TreeReader(this::addRow),
        "items",
        new TreeReader(this::addPlain));
  }

  private static boolean addColumn(List<Output.Column> columns, JsonNode node) {
    String name = node.path("name").asText("");
    String type = node.path("type").asText("");
    if (Math.max(name.length(), type.length()) > MAX_COLUMN_NAME) {
      throw ClusterFailure.unexpectedAnswer(
          "a column of the table has a name or a type of more than %,d characters"
              .formatted(MAX_COLUMN_NAME),
          200);
    }
    if (columns.size() == MAX_COLUMNS) {
      throw ClusterFailure.unexpectedAnswer(
          "the table has more than %,d columns".formatted(MAX_COLUMNS), 200);
    }
    return columns.add(new Output.Column(name, type, node.path("priority").asInt(0)));
  }

  private boolean addRow(JsonNode row) {
    List<String> cells = new ArrayList<>();
    row.path("cells").forEach(cell -> cells.add(text(cell)));
    return add(cells, row.path("object"));
  }

  /** An object where a table was asked for. */
  boolean addPlain(JsonNode object) {
    columns = PLAIN_COLUMNS;
    JsonNode metadata = object.path("metadata");
    return add(
        List.of(metadata.path("name").asText(""), metadata.path("creationTimestamp").asText("")),
        object);
  }

  private boolean add(List<String> cells, JsonNode whole) {
    JsonNode object = visibility().of(whole);
    long size = 0;
    for (String cell : cells) {
      size += cell.getBytes(StandardCharsets.UTF_8).length;
    }
    long objectBytes = review().keepsObjects() ? JsonSize.of(object) : 0;
    JsonNode metadata = object.path("metadata");
    ResourceRef ref =
        metadata.isMissingNode()
            ? null
            : resource.ref(metadata.path("namespace").asText(""), metadata.path("name").asText(""));
    if (!wantsMore() || !fits(cells, ref) || !take(size, objectBytes)) {
      return false;
    }
    rows.add(new Output.Row(cells, ref));
    review().look(ref, object, () -> fingerprint(cells));
    return true;
  }

  /** Whether there is room for what a row takes beside the text of its cells. */
  private boolean fits(List<String> cells, @Nullable ResourceRef ref) {
    memory += BYTES_OF_EACH * (1 + cells.size()) + (ref == null ? 0 : memory(ref));
    long most =
        MEMORY_FACTOR * Math.max(policy().maxOutputBytes(), OutputPolicy.DEFAULT_MAX_OUTPUT_BYTES);
    if (memory > most) {
      cut();
    }
    return memory <= most;
  }

  private static long memory(ResourceRef ref) {
    return BYTES_OF_EACH
        + ref.apiVersion().length()
        + ref.kind().length()
        + ref.namespace().length()
        + ref.objectName().length();
  }

  /** Of all that is shown but ages. */
  private String fingerprint(List<String> cells) {
    return Fingerprints.ofRow(
        IntStream.range(0, Math.min(cells.size(), columns.size()))
            .mapToObj(i -> withoutAges(columns.get(i), cells.get(i)))
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<String> withoutAges(Output.Column column, String cell) {
    return Ages.without(resource.kind(), column.name(), column.type(), cell);
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
    memory = 0;
  }

  @Override
  Output output() {
    return new Output.ResourceTable(columns, rows);
  }
}
