package io.fleetexecutor.system;

import static io.fleetexecutor.system.ComparedManifests.configMap;
import static io.fleetexecutor.system.ComparedManifests.deployment;
import static io.fleetexecutor.system.ComparedManifests.job;
import static io.fleetexecutor.system.ComparedManifests.keptConfigMap;
import static io.fleetexecutor.system.ComparedManifests.widget;

import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.DeleteResource.PropagationPolicy;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Deletes, and what becomes of what the deleted object owns. */
final class DeleteComparisons {
  private DeleteComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        cascade("background", PropagationPolicy.PROPAGATION_POLICY_BACKGROUND, 0),
        cascade("foreground", PropagationPolicy.PROPAGATION_POLICY_FOREGROUND, 0),
        // Its replica set and two pods.
        cascade("orphan", PropagationPolicy.PROPAGATION_POLICY_ORPHAN, 3),
        deleted("delete configmap settings", "configmap/settings", UnaryOperator.identity())
            .given(configMap("settings", "a: '1'")),
        // Without a word on what becomes of its pods.
        deleted("delete job work", "job/work", UnaryOperator.identity())
            .kinds("jobs.batch,pods")
            .leaves(0)
            .given(job())
            .once("wait job work --for=jsonpath={.status.active}=1"),
        deleted("delete widget my-widget", "widget/my-widget", UnaryOperator.identity())
            .kinds("widgets")
            .leaves(0)
            .given(widget("my-widget")),
        SameChange.of(
                "delete configmap settings --wait=false",
                namespace ->
                    ChangeRequests.delete(ChangeRequests.ref(namespace, "configmap/settings")))
            .answersOnItsOwn()
            .given(keptConfigMap("settings")),
        SameChange.of(
                "delete configmap settings --dry-run=server",
                namespace ->
                    ChangeRequests.of(
                            DeleteResource.newBuilder()
                                .setRef(ChangeRequests.ref(namespace, "configmap/settings")))
                        .dryRun())
            .answersOnItsOwn()
            .given(configMap("settings", "a: '1'")),
        SameRefusal.of(
            "delete configmap none -n " + ReadComparisons.NAMESPACE,
            404,
            ChangeRequests.of(
                DeleteResource.newBuilder()
                    .setRef(ChangeRequests.ref(ReadComparisons.NAMESPACE, "configmap/none")))),
        new NothingToDelete());
  }

  private static Comparison cascade(String policy, PropagationPolicy propagation, int objects) {
    return deleted(
            "delete deployment web --cascade=" + policy,
            "deployment/web",
            delete -> delete.setPropagationPolicy(propagation))
        .kinds("deployments.apps,replicasets.apps,pods")
        .leaves(objects)
        .given(deployment(2))
        .once("rollout status deployment web");
  }

  private static SameChange deleted(
      String command, String object, UnaryOperator<DeleteResource.Builder> with) {
    return SameChange.of(
            command,
            namespace ->
                ChangeRequests.of(
                    with.apply(
                            DeleteResource.newBuilder()
                                .setRef(ChangeRequests.ref(namespace, object)))
                        .setAwaitDeleted(true)))
        .answersOnItsOwn();
  }
}
