package io.fleetexecutor.api;

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

/** What clusters answered, out of the messages that {@link OutputWriter} made of it. */
final class OutputReader {
  private OutputReader() {}

  static @Nullable Output output(ClusterResult result) {
    return switch (result.getOutputCase()) {
      case OBJECTS ->
          new KubernetesObjects(
              result.getObjects().getObjectsList().stream().map(OutputReader::object).toList());
      case TABLE -> table(result.getTable());
      case VALUES ->
          new ProjectedValues(
              result.getValues().getValuesList().stream().map(OutputReader::value).toList());
      case RAW_RESPONSE -> {
        var raw = result.getRawResponse();
        yield new RawResponse(
            raw.getStatusCode(), raw.getContentType(), raw.getBody().asReadOnlyByteBuffer());
      }
      case HEALTH -> {
        var health = result.getHealth();
        yield new ClusterHealth(
            health.getReachable(),
            health.getKubernetesVersion(),
            Times.instant(health.getCheckTime()));
      }
      case OUTPUT_NOT_SET -> null;
    };
  }

  private static Output.KubernetesObject object(KubernetesObject proto) {
    return new Output.KubernetesObject(
        ref(proto.getRef()),
        new JsonLine(proto.getJsonBytes().asReadOnlyByteBuffer()),
        change(proto.getChange()),
        proto.getDiff());
  }

  private static @Nullable Change change(KubernetesObject.Change proto) {
    return proto == KubernetesObject.Change.CHANGE_UNSPECIFIED
        ? null
        : Change.valueOf(proto.name().substring("CHANGE_".length()));
  }

  private static Output.ProjectedValue value(io.fleetexecutor.v1.ProjectedValue proto) {
    return new Output.ProjectedValue(proto.hasRef() ? ref(proto.getRef()) : null, proto.getJson());
  }

  private static ResourceTable table(io.fleetexecutor.v1.ResourceTable proto) {
    return new ResourceTable(
        proto.getColumnsList().stream()
            .map(
                column ->
                    new Output.Column(column.getName(), column.getType(), column.getPriority()))
            .toList(),
        proto.getRowsList().stream()
            .map(row -> new Output.Row(row.getCellsList(), row.hasRef() ? ref(row.getRef()) : null))
            .toList());
  }

  private static ResourceRef ref(io.fleetexecutor.v1.ResourceRef proto) {
    return new ResourceRef(
        proto.getApiVersion(), proto.getKind(), proto.getNamespace(), proto.getObjectName());
  }
}
