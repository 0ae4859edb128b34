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

/** Requests of operations that change something, or wait for what comes of it. */
final class ChangeRequests {

  private ChangeRequests() {}

  static Requests apply(String manifests) {
    return of(ApplyManifests.newBuilder().setManifests(manifests));
  }

  static Requests applyAndAwait(String manifests) {
    return of(ApplyManifests.newBuilder().setManifests(manifests).setAwaitReady(true));
  }

  /** To be made a request by {@link #of(ApplyManifests.Builder)}. */
  static ApplyManifests.Builder manifests(String namespace, String manifests) {
    return ApplyManifests.newBuilder().setNamespace(namespace).setManifests(manifests);
  }

  static Requests of(ApplyManifests.Builder apply) {
    return Requests.of(ClusterOperation.newBuilder().setApplyManifests(apply).build());
  }

  static Requests patch(ResourceRef ref, PatchType type, String patch) {
    return patch(ref, type, patch, "");
  }

  static Requests patch(ResourceRef ref, PatchType type, String patch, String fieldManager) {
    var change =
        PatchResource.newBuilder()
            .setRef(ref)
            .setPatchType(type)
            .setPatch(patch)
            .setFieldManager(fieldManager);
    return Requests.of(ClusterOperation.newBuilder().setPatchResource(change).build());
  }

  static Requests restart(ResourceRef workload) {
    return of(RestartWorkload.newBuilder().setRef(workload));
  }

  static Requests restartAndAwait(ResourceRef workload) {
    return of(RestartWorkload.newBuilder().setRef(workload).setAwaitReady(true));
  }

  private static Requests of(RestartWorkload.Builder restart) {
    return Requests.of(ClusterOperation.newBuilder().setRestartWorkload(restart).build());
  }

  static Requests scale(ResourceRef workload, int replicas) {
    return of(ScaleWorkload.newBuilder().setRef(workload).setReplicaCount(replicas));
  }

  static Requests scaleAndAwait(ResourceRef workload, int replicas) {
    return of(
        ScaleWorkload.newBuilder().setRef(workload).setReplicaCount(replicas).setAwaitReady(true));
  }

  private static Requests of(ScaleWorkload.Builder scale) {
    return Requests.of(ClusterOperation.newBuilder().setScaleWorkload(scale).build());
  }

  static Requests delete(ResourceRef ref) {
    return of(DeleteResource.newBuilder().setRef(ref));
  }

  static Requests of(DeleteResource.Builder delete) {
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
    return raw(method, path, "", body);
  }

  static Requests raw(String method, String path, String contentType, String body) {
    var raw =
        RawRequest.newBuilder()
            .setMethod(method)
            .setPath(path)
            .setContentType(contentType)
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

  /**
   * @param object kind/name
   */
  static ResourceRef ref(String namespace, String object) {
    String[] parts = object.split("/", -1);
    return ref(parts[0], namespace, parts[1]);
  }
}
