package io.fleetexecutor.system;

import static io.fleetexecutor.system.ReadComparisons.NAMESPACE;

import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.PatchResource.PatchType;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a user may not do who may do nothing. */
final class ForbiddenComparisons {
  private static final String APPLIED = ComparedManifests.configMap("config-1", "a: '1'");

  private ForbiddenComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        forbidden("get configmap config-1", Requests.get("configmap", NAMESPACE, "config-1")),
        forbidden(
            "get configmaps",
            Requests.list(
                ListResources.newBuilder().setKind("configmaps").setNamespace(NAMESPACE))),
        SameRefusal.of("get nodes", 403, Requests.list("nodes")),
        SameRefusal.of(
            "get --raw /api/v1/nodes", 403, ChangeRequests.raw("GET", "/api/v1/nodes", "")),
        forbidden(
            "patch configmap config-1 --type merge -p '{\"data\":{}}'",
            ChangeRequests.patch(
                ChangeRequests.ref(NAMESPACE, "configmap/config-1"),
                PatchType.PATCH_TYPE_MERGE,
                "{\"data\":{}}")),
        forbidden(
            "rollout restart deployment web",
            ChangeRequests.restart(ChangeRequests.ref(NAMESPACE, "deployment/web"))),
        forbidden(
            "wait deployment web --for=condition=Available",
            ChangeRequests.await(ChangeRequests.ref(NAMESPACE, "deployment/web"), "true")),
        // The service reads first what it is to change.
        forbidden(
                "apply --server-side -f -",
                ChangeRequests.of(ChangeRequests.manifests(NAMESPACE, APPLIED)))
            .input(APPLIED)
            .inItsWords(reads("patch")),
        forbidden(
                "delete configmap config-1",
                ChangeRequests.delete(ChangeRequests.ref(NAMESPACE, "configmap/config-1")))
            .inItsWords(reads("delete")),
        // It reads nothing but the Scale.
        forbidden(
                "scale deployment web --replicas 1",
                ChangeRequests.scale(ChangeRequests.ref(NAMESPACE, "deployment/web"), 1))
            .inItsWords(
                message ->
                    message.replace("resource \"deployments\"", "resource \"deployments/scale\"")));
  }

  private static SameRefusal forbidden(String command, Requests request) {
    return SameRefusal.of(command + " -n " + NAMESPACE, 403, request);
  }

  private static UnaryOperator<String> reads(String verb) {
    return message -> message.replace("cannot " + verb, "cannot get");
  }
}
