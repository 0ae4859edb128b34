package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListMeta;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects as rows, printed by the server: what kubectl shows. */
record Table(
    String kind,
    String apiVersion,
    ListMeta metadata,
    List<Column.Definition> columnDefinitions,
    List<Row> rows) {

  record Row(List<Object> cells, @Nullable Object object) {}

  /** The parameter {@code includeObject} says how much of each object goes with its row. */
  static Table of(ApiResource resource, Page page, @Nullable String includeObject, Instant now) {
    TablePrinter<?> printer = TablePrinter.of(resource);
    Function<HasMetadata, @Nullable Object> included = included(includeObject);
    List<Row> rows =
        page.items().stream()
            .map(object -> new Row(printer.cells(object, now), included.apply(object)))
            .toList();
    return new Table(
        "Table", PartialObject.API_VERSION, page.metadata(), printer.definitions(), rows);
  }

  private static Function<HasMetadata, @Nullable Object> included(@Nullable String includeObject) {
    return switch (includeObject) {
      case null -> PartialObject::of;
      case "", "Metadata" -> PartialObject::of;
      case "Object" -> object -> object;
      case "None" -> object -> null;
      default ->
          throw Refusals.badRequest("unrecognized includeObject value: \"" + includeObject + "\"");
    };
  }
}
