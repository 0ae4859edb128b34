package io.fleetexecutor.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cluster answered, in the form that was asked for. */
public sealed interface Output {

  /** Whole objects, or their metadata alone. */
  record KubernetesObjects(List<KubernetesObject> objects) implements Output {
    public KubernetesObjects {
      objects = List.copyOf(objects);
    }
  }

  /**
   * One object.
   *
   * @param json the object as one line of JSON, with every field that the API server sent
   */
  record KubernetesObject(ResourceRef ref, String json) {}

  /** The API server's own table, as a person sees it in kubectl. */
  record ResourceTable(List<Column> columns, List<Row> rows) implements Output {
    public ResourceTable {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * One column of a table.
   *
   * @param priority 0: always shown; more: only in a wide view
   */
  record Column(String name, String type, int priority) {}

  /**
   * One row of a table.
   *
   * @param cells one for each column, as text
   */
  record Row(List<String> cells, @Nullable ResourceRef ref) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What a cluster says of itself.
   *
   * @param kubernetesVersion as in /version, for example {@code v1.33.2}; empty where it gave none
   */
  record ClusterHealth(boolean reachable, String kubernetesVersion, Instant checkTime)
      implements Output {}
}
