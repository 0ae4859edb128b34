package io.fleetexecutor.model;

import java.nio.ByteBuffer;
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
   * @param json the object with every field that the API server sent; may be empty where it was
   *     changed
   * @param change null where it was only read
   * @param diff of a dry run: what would change; else empty
   */
  record KubernetesObject(ResourceRef ref, JsonLine json, @Nullable Change change, String diff) {

    /** One that was read. */
    public KubernetesObject(ResourceRef ref, JsonLine json) {
      this(ref, json, null, "");
    }
  }

  /** What a projection made of each object. */
  record ProjectedValues(List<ProjectedValue> values) implements Output {
    public ProjectedValues {
      values = List.copyOf(values);
    }
  }

  /**
   * One value.
   *
   * @param ref null where it is of all objects together
   * @param json the value as one line of JSON
   */
  record ProjectedValue(@Nullable ResourceRef ref, String json) {}

  /**
   * What an API server answered to a raw request.
   *
   * @param body read only
   */
  record RawResponse(int statusCode, String contentType, ByteBuffer body) implements Output {}

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
