package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation.DeleteResource;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.smallrye.mutiny.Uni;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes one object, and no other that may have taken its name meanwhile. */
final class DeleteResourceHandler {
  private final OperationContext context;
  private final DeleteResource delete;

  DeleteResourceHandler(OperationContext context, DeleteResource delete) {
    this.context = context;
    this.delete = delete;
  }

  Uni<ClusterAnswer> run() {
    return context.with(delete.ref(), this::delete);
  }

  private Uni<ClusterAnswer> delete(Target target) {
    return delete.allowMissing()
        ? target
            .find()
            .chain(found -> found.map(it -> delete(target, it)).orElseGet(() -> missing(target)))
            .onFailure(Target::isMissing)
            .recoverWithUni(() -> missing(target))
        : target.get().chain(object -> delete(target, object));
  }

  private Uni<ClusterAnswer> missing(Target target) {
    return Uni.createFrom()
        .item(
            () -> ChangeReport.of(context, new ObjectChange(target.ref(), null, null)).succeeded());
  }

  private Uni<ClusterAnswer> delete(Target target, JsonNode object) {
    boolean isTerminating = object.path("metadata").hasNonNull("deletionTimestamp");
    ApiRequest request =
        ApiRequest.change(
            "DELETE",
            target.path(),
            ApiRequest.Content.of(ApiRequest.JSON, options(object).toString()),
            delete.isIdempotent());
    var change = new ChangeRequest(context, request);
    return change
        .send(ObjectBody::ofDeletion, answer -> !isTerminating)
        .replaceWithVoid()
        // What it lost the answer of was this delete: of the object that was seen, nobody else's.
        .onFailure(failure -> Target.isMissing(failure) && change.isOpen())
        .recoverWithUni(
            () -> Uni.createFrom().voidItem().invoke(() -> change.succeeded(!isTerminating)))
        .onFailure(ClusterFailure.class)
        .transform(
            failure ->
                context
                    .visibility(target.ref())
                    .withoutQuotation((ClusterFailure) failure, Stream.of(object)))
        .map(
            done ->
                ChangeReport.of(
                    context, new ObjectChange(target.ref(), object, isTerminating ? object : null)))
        .chain(report -> report.succeededAfter(awaitDeleted(target, object)));
  }

  private ObjectNode options(JsonNode object) {
    ObjectNode options =
        JsonNodeFactory.instance.objectNode().put("kind", "DeleteOptions").put("apiVersion", "v1");
    options.putObject("preconditions").set("uid", object.path("metadata").path("uid"));
    options.put("propagationPolicy", name(delete.propagationPolicy()));
    if (context.dryRun()) {
      options.putArray("dryRun").add("All");
    }
    return options;
  }

  private static String name(PropagationPolicy policy) {
    return switch (policy) {
      case BACKGROUND -> "Background";
      case FOREGROUND -> "Foreground";
      case ORPHAN -> "Orphan";
    };
  }

  private Uni<?> awaitDeleted(Target target, JsonNode object) {
    String uid = object.path("metadata").path("uid").asText("");
    return delete.awaitDeleted() && !context.dryRun()
        ? context.await(target, now -> isGone(uid, now))
        : Uni.createFrom().voidItem();
  }

  private static Verdict isGone(String uid, @Nullable JsonNode now) {
    if (now == null || !now.path("metadata").path("uid").asText("").equals(uid)) {
      return Verdict.met();
    }
    StringJoiner finalizers = new StringJoiner(", ");
    now.path("metadata").path("finalizers").forEach(it -> finalizers.add(it.asText("")));
    return finalizers.length() == 0
        ? Verdict.pending("it is being deleted")
        : Verdict.pending("it is being deleted, and its finalizers are at work: %s", finalizers);
  }
}
