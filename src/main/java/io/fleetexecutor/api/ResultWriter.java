package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.ClusterHealth;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.Output.ResourceTable;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.v1.ClusterResult.State;

/** Results and their outputs as protobuf messages. */
final class ResultWriter {
  private ResultWriter() {}

  static io.fleetexecutor.v1.ClusterResult result(String executionId, ClusterResult result) {
    ClusterAnswer answer = result.answer();
    var proto =
        io.fleetexecutor.v1.ClusterResult.newBuilder()
            .setName(Names.clusterResult(executionId, result.cluster()))
            .setCluster(Names.cluster(result.cluster()))
            .setState(State.valueOf("STATE_" + answer.state().name()))
            .setAttemptCount(result.attemptCount())
            .setOutcomeUnknown(answer.outcomeUnknown())
            .setOutputTruncated(answer.outputTruncated())
            .setTotalOutputBytes(answer.totalOutputBytes());
    if (result.startTime() != null) {
      proto
          .setStartTime(Times.timestamp(result.startTime()))
          .setDuration(Times.duration(result.duration()));
    }
    if (answer.error() != null) {
      proto.setError(PlanWriter.error(answer.error()));
    }
    if (answer.output() != null) {
      output(answer.output(), proto);
    }
    return proto.build();
  }

  private static void output(Output output, io.fleetexecutor.v1.ClusterResult.Builder result) {
    switch (output) {
      case KubernetesObjects objects -> result.setObjects(objects(objects));
      case ResourceTable table -> result.setTable(table(table));
      case ClusterHealth health ->
          result
              .getHealthBuilder()
              .setReachable(health.reachable())
              .setKubernetesVersion(health.kubernetesVersion())
              .setCheckTime(Times.timestamp(health.checkTime()));
    }
  }

  private static io.fleetexecutor.v1.KubernetesObjects objects(KubernetesObjects objects) {
    var proto = io.fleetexecutor.v1.KubernetesObjects.newBuilder();
    for (Output.KubernetesObject object : objects.objects()) {
      proto.addObjectsBuilder().setRef(ref(object.ref())).setJson(object.json());
    }
    return proto.build();
  }

  private static io.fleetexecutor.v1.ResourceTable table(ResourceTable table) {
    var proto = io.fleetexecutor.v1.ResourceTable.newBuilder();
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
    return proto.build();
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
