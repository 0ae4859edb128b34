package io.fleetexecutor.system;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ApplyManifests;
import io.fleetexecutor.v1.AwaitCondition;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.PatchResource;
import io.fleetexecutor.v1.PatchResource.PatchType;
import io.fleetexecutor.v1.RawRequest;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.RestartWorkload;
import io.fleetexecutor.v1.ScaleWorkload;

/** Requests of the operations that change something or wait; a reference is written kind/name. */
final class Changes {
  private Changes() {}

  static ApplyManifests.Builder apply(String namespace, String manifests) {
    return ApplyManifests.newBuilder().setNamespace(namespace).setManifests(manifests);
  }

  static Requests request(ApplyManifests.Builder apply) {
    return Requests.of(ClusterOperation.newBuilder().setApplyManifests(apply).build());
  }

  static Requests patch(String namespace, String object, PatchType type, String patch) {
    return Requests.of(
        ClusterOperation.newBuilder()
            .setPatchResource(
                PatchResource.newBuilder()
                    .setRef(ref(namespace, object))
                    .setPatchType(type)
                    .setPatch(patch))
            .build());
  }

  static DeleteResource.Builder delete(String namespace, String object) {
    return DeleteResource.newBuilder().setRef(ref(namespace, object));
  }

  static Requests request(DeleteResource.Builder delete) {
    return Requests.of(ClusterOperation.newBuilder().setDeleteResource(delete).build());
  }

  static Requests scale(String namespace, String object, int replicas) {
    return Requests.of(
        ClusterOperation.newBuilder()
            .setScaleWorkload(
                ScaleWorkload.newBuilder().setRef(ref(namespace, object)).setReplicaCount(replicas))
            .build());
  }

  static Requests restart(String namespace, String object) {
    return Requests.of(
        ClusterOperation.newBuilder()
            .setRestartWorkload(RestartWorkload.newBuilder().setRef(ref(namespace, object)))
            .build());
  }

  static Requests await(String namespace, String object, String expression) {
    return Requests.of(
        ClusterOperation.newBuilder()
            .setAwaitCondition(
                AwaitCondition.newBuilder()
                    .setRef(ref(namespace, object))
                    .setExpression(expression))
            .build());
  }

  static Requests raw(String method, String path, String body) {
    return Requests.of(
        ClusterOperation.newBuilder()
            .setRawRequest(
                RawRequest.newBuilder()
                    .setMethod(method)
                    .setPath(path)
                    .setBody(ByteString.copyFromUtf8(body)))
            .build());
  }

  private static ResourceRef ref(String namespace, String object) {
    String[] parts = object.split("/", -1);
    return ResourceRef.newBuilder()
        .setKind(parts[0])
        .setNamespace(namespace)
        .setObjectName(parts[1])
        .build();
  }
}
