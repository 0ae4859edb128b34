package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * When the rollout of a workload is complete, as {@code kubectl rollout status} has it; of one that
 * is scaled down, only when it counts no pod too many.
 */
final class Rollouts {

  private Rollouts() {}

  static Function<JsonNode, Verdict> of(String kind) {
    return workload -> isObserved(workload) ? judge(kind, workload) : UNOBSERVED;
  }

  private static final Verdict UNOBSERVED =
      Verdict.pending("the cluster has not taken notice of its spec yet");

  private static Verdict judge(String kind, JsonNode workload) {
    return switch (kind) {
      case "Deployment" -> deployment(workload);
      case "StatefulSet" -> statefulSet(workload);
      case "DaemonSet" -> daemonSet(workload);
      default -> replicaSet(workload);
    };
  }

  private static boolean isObserved(JsonNode workload) {
    long observed = workload.path("status").path("observedGeneration").asLong(0);
    return observed > 0 && observed >= workload.path("metadata").path("generation").asLong(0);
  }

  private static Verdict deployment(JsonNode deployment) {
    Optional<JsonNode> stuck =
        Readiness.condition(deployment, "Progressing", "False")
            .filter(it -> it.path("reason").asText("").equals("ProgressDeadlineExceeded"));
    if (stuck.isPresent()) {
      return Readiness.failed(stuck.get(), "it exceeded its progress deadline");
    }
    int wanted = wanted(deployment);
    int updated = status(deployment, "updatedReplicas");
    int replicas = status(deployment, "replicas");
    int available = status(deployment, "availableReplicas");
    if (updated < wanted) {
      return Verdict.pending("%d of %d new replicas have been updated", updated, wanted);
    }
    if (replicas > updated) {
      return Verdict.pending("%d old replicas are pending termination", replicas - updated);
    }
    if (replicas > wanted) {
      return terminating(replicas - wanted);
    }
    return available < updated
        ? Verdict.pending("%d of %d updated replicas are available", available, updated)
        : Verdict.met();
  }

  private static Verdict statefulSet(JsonNode set) {
    JsonNode strategy = set.path("spec").path("updateStrategy");
    int wanted = wanted(set);
    int ready = status(set, "readyReplicas");
    if (ready < wanted) {
      return Verdict.pending("%d of %d replicas are ready", ready, wanted);
    }
    if (status(set, "replicas") > wanted) {
      return terminating(status(set, "replicas") - wanted);
    }
    if (strategy.path("type").asText("RollingUpdate").equals("OnDelete")) {
      return Verdict.met();
    }
    int partition = strategy.path("rollingUpdate").path("partition").asInt(0);
    int updated = status(set, "updatedReplicas");
    if (partition > 0) {
      return updated < wanted - partition
          ? Verdict.pending("%d of %d new replicas have been updated", updated, wanted - partition)
          : Verdict.met();
    }
    JsonNode status = set.path("status");
    String revision = status.path("updateRevision").asText("");
    return revision.equals(status.path("currentRevision").asText(""))
        ? Verdict.met()
        : Verdict.pending(
            "%d replicas are at revision %s",
            updated, Readiness.text(status.path("updateRevision"), ""));
  }

  private static Verdict daemonSet(JsonNode set) {
    int wanted = status(set, "desiredNumberScheduled");
    int updated = status(set, "updatedNumberScheduled");
    int available = status(set, "numberAvailable");
    boolean rolls =
        set.path("spec")
            .path("updateStrategy")
            .path("type")
            .asText("RollingUpdate")
            .equals("RollingUpdate");
    if (rolls && updated < wanted) {
      return Verdict.pending("%d of %d new pods have been updated", updated, wanted);
    }
    return available < wanted
        ? Verdict.pending("%d of %d updated pods are available", available, wanted)
        : Verdict.met();
  }

  private static Verdict replicaSet(JsonNode set) {
    int wanted = wanted(set);
    int available = status(set, "availableReplicas");
    int replicas = status(set, "replicas");
    return available < wanted || replicas > wanted
        ? Verdict.pending("%d of %d replicas are available", available, wanted)
        : Verdict.met();
  }

  private static Verdict terminating(int replicas) {
    return Verdict.pending("%d replicas are pending termination", replicas);
  }

  private static int wanted(JsonNode workload) {
    return workload.path("spec").path("replicas").asInt(1);
  }

  private static int status(JsonNode workload, String field) {
    return workload.path("status").path(field).asInt(0);
  }
}
