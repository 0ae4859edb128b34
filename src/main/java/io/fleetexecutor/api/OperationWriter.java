package io.fleetexecutor.api;

import com.google.protobuf.UnsafeByteOperations;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.AwaitCondition;
import io.fleetexecutor.model.Operation.CheckHealth;
import io.fleetexecutor.model.Operation.DeleteResource;
import io.fleetexecutor.model.Operation.GetResource;
import io.fleetexecutor.model.Operation.ListResources;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.fleetexecutor.model.Operation.ScaleWorkload;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.DeleteResource.PropagationPolicy;
import io.fleetexecutor.v1.PatchResource.PatchType;

/** Operations as protobuf messages; reading one again gives an equal operation. */
final class OperationWriter {
  private OperationWriter() {}

  static ClusterOperation operation(Operation operation) {
    var proto = ClusterOperation.newBuilder();
    switch (operation) {
      case CheckHealth health ->
          proto.setCheckHealth(io.fleetexecutor.v1.CheckHealth.getDefaultInstance());
      case GetResource get -> proto.getGetResourceBuilder().setRef(OutputWriter.ref(get.ref()));
      case ListResources list -> write(list, proto.getListResourcesBuilder());
      case AwaitCondition await ->
          proto
              .getAwaitConditionBuilder()
              .setRef(OutputWriter.ref(await.ref()))
              .setExpression(await.expression())
              .setPollInterval(Times.duration(await.pollInterval()));
      case ApplyManifests apply -> write(apply, proto.getApplyManifestsBuilder());
      case PatchResource patch ->
          proto
              .getPatchResourceBuilder()
              .setRef(OutputWriter.ref(patch.ref()))
              .setPatchType(PatchType.valueOf("PATCH_TYPE_" + patch.type()))
              .setPatch(patch.source())
              .setFieldManager(patch.fieldManager());
      case DeleteResource delete -> write(delete, proto.getDeleteResourceBuilder());
      case ScaleWorkload scale ->
          proto
              .getScaleWorkloadBuilder()
              .setRef(OutputWriter.ref(scale.ref()))
              .setReplicaCount(scale.replicaCount())
              .setAwaitReady(scale.awaitReady());
      case RestartWorkload restart ->
          proto
              .getRestartWorkloadBuilder()
              .setRef(OutputWriter.ref(restart.ref()))
              .setAwaitReady(restart.awaitReady());
      case RawRequest raw ->
          proto
              .getRawRequestBuilder()
              .setMethod(raw.method())
              .setPath(raw.path())
              .setContentType(raw.contentType())
              .setBody(UnsafeByteOperations.unsafeWrap(raw.body()));
    }
    return proto.build();
  }

  private static void write(ListResources list, io.fleetexecutor.v1.ListResources.Builder proto) {
    proto
        .setApiVersion(list.apiVersion())
        .setKind(list.kind())
        .setNamespace(list.namespace())
        .setLabelSelector(list.labelSelector())
        .setFieldSelector(list.fieldSelector())
        .setMaxObjectCount(list.maxObjectCount())
        .setContextNamespace(list.contextNamespace());
  }

  private static void write(
      ApplyManifests apply, io.fleetexecutor.v1.ApplyManifests.Builder proto) {
    proto
        .setManifests(apply.source())
        .setFieldManager(apply.fieldManager())
        .setForceConflicts(apply.forceConflicts())
        .setAwaitReady(apply.awaitReady())
        .setNamespace(apply.namespace());
  }

  private static void write(
      DeleteResource delete, io.fleetexecutor.v1.DeleteResource.Builder proto) {
    proto
        .setRef(OutputWriter.ref(delete.ref()))
        .setPropagationPolicy(
            PropagationPolicy.valueOf("PROPAGATION_POLICY_" + delete.propagationPolicy()))
        .setAllowMissing(delete.allowMissing())
        .setAwaitDeleted(delete.awaitDeleted());
  }
}
