package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.StatusFailures;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When an object is ready, by the rules of {@code kubectl rollout status} and {@code kubectl wait}.
 * Kinds that are not named here are ready as soon as they exist.
 */
final class Readiness {

  private Readiness() {}

  /** How objects of this kind are judged; empty where there is nothing to wait for. */
  static Optional<Function<@Nullable JsonNode, Verdict>> of(ApiResource resource) {
    String group = resource.groupVersion().group();
    return switch (resource.kind()) {
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet" ->
          rule(group, "apps", Rollouts.of(resource.kind()));
      case "Job" -> rule(group, "batch", Readiness::job);
      case "Pod" -> rule(group, "", Readiness::pod);
      case "CustomResourceDefinition" -> rule(group, "apiextensions.k8s.io", Readiness::crd);
      default -> Optional.empty();
    };
  }

  private static Optional<Function<@Nullable JsonNode, Verdict>> rule(
      String group, String expected, Function<JsonNode, Verdict> judge) {
    return group.equals(expected)
        ? Optional.of(object -> object == null ? gone() : judge.apply(object))
        : Optional.empty();
  }

  private static Verdict gone() {
    return new Verdict.Failed("DELETED", "it was deleted while it was waited for");
  }

  private static Verdict job(JsonNode job) {
    Optional<JsonNode> failed = condition(job, "Failed", "True");
    if (failed.isPresent()) {
      return failed(failed.get(), "the job failed");
    }
    if (condition(job, "Complete", "True").isPresent()) {
      return Verdict.met();
    }
    return Verdict.pending(
        "%d of %d pods have succeeded, %d have failed",
        job.path("status").path("succeeded").asInt(0),
        job.path("spec").path("completions").asInt(1),
        job.path("status").path("failed").asInt(0));
  }

  private static Verdict pod(JsonNode pod) {
    String phase = text(pod.path("status").path("phase"), "Unknown");
    if (phase.equals("Failed")) {
      JsonNode status = pod.path("status");
      return new Verdict.Failed(
          reason(status, "POD_FAILED"), text(status.path("message"), "the pod failed"));
    }
    return phase.equals("Succeeded") || condition(pod, "Ready", "True").isPresent()
        ? Verdict.met()
        : Verdict.pending("the pod is %s and not ready", phase);
  }

  private static Verdict crd(JsonNode crd) {
    Optional<JsonNode> conflict = condition(crd, "NamesAccepted", "False");
    if (conflict.isPresent()) {
      return failed(conflict.get(), "its names are not accepted");
    }
    return condition(crd, "Established", "True").isPresent()
        ? Verdict.met()
        : Verdict.pending("it is not established yet");
  }

  static Verdict failed(JsonNode condition, String otherwise) {
    return new Verdict.Failed(
        reason(condition, "FAILED"), text(condition.path("message"), otherwise));
  }

  private static String reason(JsonNode node, String otherwise) {
    String reason = text(node.path("reason"), "");
    return reason.isEmpty() ? otherwise : StatusFailures.upperSnakeCase(reason);
  }

  /** As much of it as a message may quote. */
  static String text(JsonNode node, String otherwise) {
    String text = node.asText("");
    return text.isBlank() ? otherwise : StatusFailures.excerpt(text);
  }

  static Optional<JsonNode> condition(JsonNode object, String type, String status) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText("").equals(type)
          && condition.path("status").asText("").equals(status)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }
}
