package io.fleetexecutor.system;

import static io.fleetexecutor.system.ComparedManifests.configMap;
import static io.fleetexecutor.system.ComparedManifests.deployment;
import static io.fleetexecutor.system.ComparedManifests.widget;

import io.fleetexecutor.v1.ApplyManifests;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Applies on the server's side, and what each of them did. */
final class ApplyComparisons {
  private static final String APPLY = "apply --server-side -f -";
  private static final String ONE = configMap("settings", "a: '1'");
  private static final String TWO = configMap("settings", "a: '2', b: '2'");
  private static final String SEVERAL = ONE + "---\n" + deployment(0);

  private ApplyComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        new SameApplies("apply -f -", "applies", List.of(ONE, ONE, TWO, SEVERAL)),
        applied(APPLY, "", ONE, UnaryOperator.identity()),
        applied(APPLY, ONE, ONE, UnaryOperator.identity()),
        applied(APPLY, "", SEVERAL, UnaryOperator.identity()),
        applied(
            APPLY + " --field-manager=owner", ONE, TWO, apply -> apply.setFieldManager("owner")),
        applied(APPLY + " --force-conflicts", ONE, TWO, apply -> apply.setForceConflicts(true)),
        applied(APPLY, "", widget("my-widget"), UnaryOperator.identity()).kinds("widgets"),
        new SamePartialApply(ONE, TWO, deployment(0)),
        SameChange.of(
                APPLY + " --field-manager=owner --dry-run=server",
                namespace ->
                    ChangeRequests.of(
                            ChangeRequests.manifests(namespace, TWO).setFieldManager("owner"))
                        .dryRun())
            .given(ONE)
            .input(TWO));
  }

  static Stream<Comparison> refused() {
    return Stream.of(
        refused(APPLY, 409, configMap("config-1", "number: other"))
            // It tells what could not be applied, because there may be several.
            .inItsWords(message -> "configmap config-1: " + message),
        // Of two other managers, who own a field each.
        refused(APPLY, 409, configMap("disputed", "a: '2', b: '2'"))
            .inItsWords(message -> "configmap disputed: " + message),
        refused(APPLY, 422, configMap("Bad_Name", "a: '1'")),
        // Which kubectl does not send unless it is told to.
        refused(
                APPLY + " --validate=false",
                500,
                deployment(1).replace("replicas: 1", "replicas: one").replace("web", "typed"))
            .inItsWords(message -> "deployment typed: " + message));
  }

  private static SameChange applied(
      String command, String given, String manifests, UnaryOperator<ApplyManifests.Builder> with) {
    return SameChange.of(
            command,
            namespace ->
                ChangeRequests.of(with.apply(ChangeRequests.manifests(namespace, manifests))))
        .given(given)
        .input(manifests);
  }

  private static SameRefusal refused(String command, int httpStatus, String manifests) {
    return SameRefusal.of(
            command + " -n " + ReadComparisons.NAMESPACE,
            httpStatus,
            ChangeRequests.of(ChangeRequests.manifests(ReadComparisons.NAMESPACE, manifests)))
        .input(manifests);
  }
}
