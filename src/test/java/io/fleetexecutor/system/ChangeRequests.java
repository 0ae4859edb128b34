package io.fleetexecutor.system;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ApplyManifests;
import io.fleetexecutor.v1.AwaitCondition;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.RawRequest;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.RestartWorkload;
import io.fleetexecutor.v1.ScaleWorkload;

/** Requests of operations that change something, or wait for what comes of it. */
final class ChangeRequests {

  private ChangeRequests() {}

  static Requests apply(String manifests) {
    return apply(ApplyManifests.newBuilder().setManifests(manifests));
  }

  static Requests applyAndAwait(String manifests) {
    return apply(ApplyManifests.newBuilder().setManifests(manifests).setAwaitReady(true));
  }

  private static Requests apply(ApplyManifests.Builder apply) {
    return Requests.of(ClusterOperation.newBuilder().setApplyManifests(apply).build());
  }

  static Requests restartAndAwait(ResourceRef workload) {
    var restart = RestartWorkload.newBuilder().setRef(workload).setAwaitReady(true);
    return Requests.of(ClusterOperation.newBuilder().setRestartWorkload(restart).build());
  }

  static Requests scaleAndAwait(ResourceRef workload, int replicas) {
    var scale =
        ScaleWorkload.newBuilder().setRef(workload).setReplicaCount(replicas).setAwaitReady(true);
    return Requests.of(ClusterOperation.newBuilder().setScaleWorkload(scale).build());
  }

  static Requests delete(ResourceRef ref) {
    return delete(DeleteResource.newBuilder().setRef(ref));
  }

  static Requests delete(DeleteResource.Builder delete) {
    return Requests.of(ClusterOperation.newBuilder().setDeleteResource(delete).build());
  }

  static Requests await(ResourceRef ref, String expression) {
    var await = AwaitCondition.newBuilder().setRef(ref).setExpression(expression);
    return Requests.of(ClusterOperation.newBuilder().setAwaitCondition(await).build());
  }

  static Requests raw(String method, String path) {
    return raw(method, path, "");
  }

  static Requests raw(String method, String path, String body) {
    var raw =
        RawRequest.newBuilder()
            .setMethod(method)
            .setPath(path)
            .setBody(ByteString.copyFromUtf8(body));
    return Requests.of(ClusterOperation.newBuilder().setRawRequest(raw).build());
  }

  static ResourceRef ref(String kind, String namespace, String name) {
    return ResourceRef.newBuilder()
        .setKind(kind)
        .setNamespace(namespace)
        .setObjectName(name)
        .build();
  }
}
