package io.fleetexecutor.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.JsonLine;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.ClusterHealth;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.Output.ProjectedValues;
import io.fleetexecutor.model.Output.RawResponse;
import io.fleetexecutor.model.Output.ResourceTable;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import org.jspecify.annotations.Nullable;

/** What clusters answered, as protobuf messages. */
final class OutputWriter {
  private OutputWriter() {}

  static void write(Output output, ClusterResult.Builder result) {
    switch (output) {
      case KubernetesObjects objects -> write(objects, result.getObjectsBuilder());
      case ResourceTable table -> write(table, result.getTableBuilder());
      case ProjectedValues values -> write(values, result.getValuesBuilder());
      case RawResponse raw ->
          result
              .getRawResponseBuilder()
              .setStatusCode(raw.statusCode())
              .setContentType(raw.contentType())
              .setBody(UnsafeByteOperations.unsafeWrap(raw.body()));
      case ClusterHealth health ->
          result
              .getHealthBuilder()
              .setReachable(health.reachable())
              .setKubernetesVersion(health.kubernetesVersion())
              .setCheckTime(Times.timestamp(health.checkTime()));
    }
  }

  private static void write(
      KubernetesObjects objects, io.fleetexecutor.v1.KubernetesObjects.Builder proto) {
    for (Output.KubernetesObject object : objects.objects()) {
      proto
          .addObjectsBuilder()
          .setRef(ref(object.ref()))
          .setJsonBytes(utf8(object.json()))
          .setChange(change(object.change()))
          .setDiff(object.diff());
    }
  }

  /**
   * As it is, which costs nothing; a cluster may send what is no UTF-8, and protobuf refuses it.
   */
  private static ByteString utf8(JsonLine json) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(json.utf8());
    return bytes.isValidUtf8() ? bytes : ByteString.copyFromUtf8(json.toString());
  }

  private static KubernetesObject.Change change(@Nullable Change change) {
    return change == null
        ? KubernetesObject.Change.CHANGE_UNSPECIFIED
        : KubernetesObject.Change.valueOf("CHANGE_" + change);
  }

  private static void write(
      ProjectedValues values, io.fleetexecutor.v1.ProjectedValues.Builder proto) {
    for (Output.ProjectedValue value : values.values()) {
      var written = proto.addValuesBuilder().setJson(value.json());
      if (value.ref() != null) {
        written.setRef(ref(value.ref()));
      }
    }
  }

  private static void write(ResourceTable table, io.fleetexecutor.v1.ResourceTable.Builder proto) {
    for (Output.Column column : table.columns()) {
      proto
          .addColumnsBuilder()
          .setName(column.name())
          .setType(column.type())
          .setPriority(column.priority());
    }
    for (Output.Row row : table.rows()) {
      var written = proto.addRowsBuilder().addAllCells(row.cells());
      if (row.ref() != null) {
        written.setRef(ref(row.ref()));
      }
    }
  }

  static io.fleetexecutor.v1.ResourceRef ref(ResourceRef ref) {
    return io.fleetexecutor.v1.ResourceRef.newBuilder()
        .setApiVersion(ref.apiVersion())
        .setKind(ref.kind())
        .setNamespace(ref.namespace())
        .setObjectName(ref.objectName())
        .build();
  }
}
