package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;

/** The tables of the resources that have little to show. */
final class CoreColumns {

  static final TablePrinter<ConfigMap> CONFIG_MAPS =
      new TablePrinter<>(
          ConfigMap.class,
          List.of(
              Column.name(),
              Column.text(
                  "Data", "How many keys it has.", map -> Integer.toString(map.getData().size())),
              Column.age()));

  static final TablePrinter<Namespace> NAMESPACES =
      new TablePrinter<>(
          Namespace.class,
          List.of(
              Column.name(),
              Column.text(
                  "Status",
                  "The phase of the namespace.",
                  namespace -> namespace.getStatus().getPhase()),
              Column.age()));

  private CoreColumns() {}
}
