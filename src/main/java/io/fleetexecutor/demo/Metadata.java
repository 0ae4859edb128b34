package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of the simulated objects: the same object has the same UID in every answer. Here and in
 * what workloads are made of, setters instead of builders make an answer several times cheaper.
 */
final class Metadata {

  private Metadata() {}

  static ObjectMeta of(
      Traits cluster, String kind, @Nullable String namespace, String name, Instant created) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(name);
    metadata.setNamespace(namespace);
    metadata.setUid(uid(cluster, kind, namespace, name));
    metadata.setResourceVersion(Integer.toString(1_000 + cluster.pick(kind + name, 90_000)));
    metadata.setCreationTimestamp(created.toString());
    return metadata;
  }

  static ObjectMeta of(
      Traits cluster,
      String kind,
      @Nullable String namespace,
      String name,
      Instant created,
      Map<String, String> labels) {
    ObjectMeta metadata = of(cluster, kind, namespace, name, created);
    metadata.setLabels(labels);
    return metadata;
  }

  /** Of a workload's controller, which was created when the workload was rolled out. */
  static ObjectMeta of(
      Traits cluster, String kind, Workload workload, String name, Map<String, String> labels) {
    Instant created = rolledOut(cluster, workload);
    ObjectMeta metadata = of(cluster, kind, workload.namespace(), name, created, labels);
    metadata.setGeneration(1L);
    return metadata;
  }

  /** When a workload was rolled out: with the cluster, or up to 90 days after it. */
  static Instant rolledOut(Traits cluster, Workload workload) {
    return workload.namespace().startsWith("kube-")
        ? cluster.created().plusSeconds(40)
        : cluster.created().plus(Duration.ofMinutes(cluster.pick(workload.name(), 90 * 24 * 60)));
  }

  static OwnerReference owner(
      Traits cluster, String apiVersion, String kind, @Nullable String namespace, String name) {
    OwnerReference owner = new OwnerReference();
    owner.setApiVersion(apiVersion);
    owner.setKind(kind);
    owner.setName(name);
    owner.setUid(uid(cluster, kind, namespace, name));
    owner.setController(true);
    owner.setBlockOwnerDeletion(kind.equals("Node") ? null : true);
    return owner;
  }

  private static String uid(Traits cluster, String kind, @Nullable String namespace, String name) {
    String key = cluster.name() + "/" + kind + "/" + namespace + "/" + name;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
