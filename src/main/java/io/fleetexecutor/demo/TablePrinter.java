package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;

/** Prints the objects of one type as rows, with the columns that API servers give them. */
record TablePrinter<T extends HasMetadata>(Class<T> type, List<Column<T>> columns) {

  static TablePrinter<?> of(ApiResource resource) {
    return switch (resource) {
      case CONFIG_MAPS -> CoreColumns.CONFIG_MAPS;
      case NAMESPACES -> CoreColumns.NAMESPACES;
      case NODES -> NodeColumns.NODES;
      case PODS -> PodColumns.PODS;
      case SERVICES -> ServiceColumns.SERVICES;
      case DAEMON_SETS -> AppsColumns.DAEMON_SETS;
      case DEPLOYMENTS -> AppsColumns.DEPLOYMENTS;
      case REPLICA_SETS -> AppsColumns.REPLICA_SETS;
    };
  }

  List<Column.Definition> definitions() {
    return columns.stream().map(Column::definition).toList();
  }

  List<Object> cells(HasMetadata object, Instant now) {
    T typed = type.cast(object);
    return columns.stream().map(column -> column.cell().apply(typed, now)).toList();
  }
}
