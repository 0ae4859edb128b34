package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.redaction.SecretRedaction;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one cluster: where it goes, and what is asked of it.
 *
 * @param showsSecrets whether the caller may see the values of Secrets
 */
record OperationContext(
    CallerServer server,
    Cluster cluster,
    ExecutionSpec spec,
    AttemptNotes notes,
    Review review,
    KindResolver kinds,
    boolean showsSecrets,
    ScheduledExecutorService timers) {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

  boolean dryRun() {
    return spec.dryRun();
  }

  OutputPolicy outputPolicy() {
    return spec.outputPolicy();
  }

  /** The namespace that is meant where none is given. */
  String namespace(String given) {
    return given.isEmpty() ? cluster.defaultNamespace() : given;
  }

  /** How much is shown of the objects of a kind that discovery has resolved. */
  Visibility visibility(ResourceRef ref) {
    return !showsSecrets && SecretRedaction.isSecret(ref.apiVersion(), ref.kind())
        ? Visibility.WITHOUT_VALUES
        : Visibility.WHOLE;
  }

  /** Finds out how the API server calls what the caller names, and works with it. */
  <T> Uni<T> with(ResourceRef ref, Function<Target, Uni<? extends T>> work) {
    return kinds.with(
        server.server(),
        ref.apiVersion(),
        ref.kind(),
        resource -> with(target(resource, ref.namespace(), ref.objectName()), work));
  }

  private <T> Uni<? extends T> with(Target target, Function<Target, Uni<? extends T>> work) {
    return work.apply(target)
        .onFailure(ClusterFailure.class)
        .transform(failure -> visibility(target.ref()).withoutQuotation((ClusterFailure) failure));
  }

  Target target(ApiResource resource, String namespace, String name) {
    return new Target(server, resource, resource.namespaced() ? namespace(namespace) : "", name);
  }

  /** Sends a request that changes one object, or in a dry run only would. */
  Uni<JsonNode> change(ApiRequest request, Predicate<JsonNode> changed) {
    return new ChangeRequest(this, request).send(ObjectBody::new, changed);
  }

  /** Patches one object, or in a dry run only tells what would come of it. */
  Uni<ObjectChange> patch(
      Target target, String uri, ApiRequest.Content patch, Optional<JsonNode> before) {
    boolean repeatable = spec.operation().isIdempotent();
    return change(
            ApiRequest.change("PATCH", uri + dryRunParameter(), patch, repeatable),
            after -> target.change(before, after).isChange())
        .onFailure(ClusterFailure.class)
        .transform(
            failure ->
                visibility(target.ref())
                    .withoutQuotation(
                        (ClusterFailure) failure,
                        Stream.concat(
                            Stream.of(StreamingJson.parse(patch.body().getBytes())),
                            before.stream())))
        .map(after -> target.change(before, after));
  }

  private String dryRunParameter() {
    return dryRun() ? "&dryRun=All" : "";
  }

  /** Waits for one object; the result is empty where there is none. */
  Uni<Optional<JsonNode>> await(Target target, Function<@Nullable JsonNode, Verdict> judge) {
    return await(target, judge, POLL_INTERVAL);
  }

  Uni<Optional<JsonNode>> await(
      Target target, Function<@Nullable JsonNode, Verdict> judge, Duration pollInterval) {
    Visibility visibility = visibility(target.ref());
    return new Awaiting(target, visibility, judge, pollInterval, notes, timers)
        .run()
        .onFailure(ClusterFailure.class)
        .transform(failure -> visibility.withoutQuotation((ClusterFailure) failure));
  }

  /** Waits until an object of a kind that becomes ready is so; not in a dry run. */
  Uni<?> awaitReady(Target target) {
    return dryRun()
        ? Uni.createFrom().voidItem()
        : Readiness.of(target.resource())
            .<Uni<?>>map(judge -> await(target, judge))
            .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
