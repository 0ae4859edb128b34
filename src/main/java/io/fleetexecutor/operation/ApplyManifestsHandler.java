package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.ResourceRef;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Applies objects, one after the other; what fails hinders nothing but what needs it. */
final class ApplyManifestsHandler {
  private final OperationContext context;
  private final ApplyManifests apply;
  private final DeclaredKinds declared;
  private final ChangeReport report;
  private final ApplyFailures failures = new ApplyFailures();
  private final List<Target> applied = new ArrayList<>();

  ApplyManifestsHandler(OperationContext context, ApplyManifests apply) {
    this.context = context;
    this.apply = apply;
    this.declared = DeclaredKinds.of(apply.manifests());
    this.report = new ChangeReport(context);
  }

  Uni<ClusterAnswer> run() {
    return inTurn(ApplyOrder.of(apply.manifests()), this::applyOrNote)
        .chain(() -> failures.isEmpty() && apply.awaitReady() ? awaitReady() : done())
        .map(ready -> failures.isEmpty() ? report.succeeded() : report.failed(failures.all()))
        .onFailure(ClusterFailure.class)
        .recoverWithItem(failure -> report.failed((ClusterFailure) failure));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private static <T> Uni<Void> inTurn(List<T> items, Function<T, Uni<?>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> work.apply(item).replaceWithVoid())
        .onItem()
        .ignoreAsUni();
  }

  private Uni<?> awaitReady() {
    return inTurn(applied, context::awaitReady);
  }

  private Uni<?> applyOrNote(Manifest manifest) {
    return apply(manifest)
        .onFailure(ApplyFailures::isOfOneObject)
        .recoverWithUni(
            failure -> {
              failures.add(manifest, (ClusterFailure) failure);
              return Uni.createFrom().nullItem();
            });
  }

  private Uni<?> apply(Manifest manifest) {
    String namespace = manifest.namespace().isEmpty() ? apply.namespace() : manifest.namespace();
    Optional<ApiResource> known = declared.find(manifest);
    if (known.isPresent()) {
      return apply(manifest, context.target(known.get(), namespace, manifest.name()));
    }
    return context.with(
        new ResourceRef(manifest.apiVersion(), manifest.kind(), namespace, manifest.name()),
        target -> apply(manifest, target));
  }

  private Uni<?> apply(Manifest manifest, Target target) {
    return target
        .find()
        .chain(before -> send(manifest, target, before))
        .onFailure(failure -> isNotThereYet(manifest, target, failure))
        .recoverWithItem(() -> target.change(Optional.empty(), DeclaredKinds.parse(manifest)))
        .invoke(
            change -> {
              report.add(change);
              applied.add(target);
            })
        .chain(change -> ApplyOrder.isCrd(manifest) ? context.awaitReady(target) : done());
  }

  private Uni<ObjectChange> send(Manifest manifest, Target target, Optional<JsonNode> before) {
    String uri =
        target.path()
            + "?force="
            + apply.forceConflicts()
            + UriParts.parameter("fieldManager", apply.fieldManager());
    return context.patch(
        target,
        uri,
        ApiRequest.Content.of("application/apply-patch+yaml", manifest.json()),
        before);
  }

  /** In a dry run nothing of this request makes the namespace or the kind that it needs. */
  private boolean isNotThereYet(Manifest manifest, Target target, Throwable failure) {
    return context.dryRun()
        && failure instanceof ClusterFailure known
        && known.hasHttpStatus(404)
        && (declared.find(manifest).isPresent()
            || apply.manifests().stream()
                .filter(ApplyOrder::isNamespace)
                .anyMatch(namespace -> namespace.name().equals(target.namespace())));
  }
}
