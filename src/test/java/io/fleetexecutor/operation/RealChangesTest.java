package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.RealNamespace.configMap;
import static io.fleetexecutor.operation.RealNamespace.json;
import static io.fleetexecutor.operation.RealNamespace.objects;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.KubernetesObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealCluster
class RealChangesTest {
  private static RealNamespace namespace;

  @BeforeAll
  static void open() {
    namespace = new RealNamespace();
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  private static List<Change> changes(ClusterAnswer answer) {
    return objects(answer).stream().map(KubernetesObject::change).toList();
  }

  @Test
  void aSecondApplyChangesNothing() {
    Operation apply = namespace.apply(configMap("twice", "a", "1"));

    ClusterAnswer first = namespace.run(apply);
    ClusterAnswer second = namespace.run(apply);
    ClusterAnswer third = namespace.run(namespace.apply(configMap("twice", "a", "2")));

    assertThat(first.changed()).isTrue();
    assertThat(changes(first)).containsExactly(Change.CREATED);
    assertThat(second.changed()).isFalse();
    assertThat(changes(second)).containsExactly(Change.NONE);
    assertThat(changes(third)).containsExactly(Change.UPDATED);
  }

  @Test
  void aNamespaceAndAKindAreThereBeforeWhatNeedsThemWhateverTheirOrder() {
    String group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";
    String other = namespace.name + "-b";
    String yaml =
        """
        apiVersion: %1$s/v1
        kind: Gadget
        metadata: {name: one, namespace: %2$s}
        spec: {size: 3}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {plural: gadgets, singular: gadget, kind: Gadget, listKind: GadgetList}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: %2$s}
        """
            .formatted(group, other);

    ClusterAnswer dryRun = namespace.dryRun(namespace.apply(yaml));
    ClusterAnswer answer = namespace.run(namespace.apply(yaml));

    assertThat(dryRun.error()).isNull();
    assertThat(changes(dryRun)).containsOnly(Change.CREATED).hasSize(3);
    assertThat(objects(dryRun)).allSatisfy(object -> assertThat(object.diff()).contains("+kind: "));
    assertThat(answer.error()).isNull();
    assertThat(objects(answer).stream().map(object -> object.ref().kind()))
        .containsExactly("Namespace", "CustomResourceDefinition", "Gadget");
    assertThat(
            namespace.run(
                new Operation.ListResources("", "gadgets." + group, other, "", "", 0, false)))
        .satisfies(listed -> assertThat(objects(listed)).hasSize(1));
    namespace.succeed(namespace.delete("crd", "gadgets." + group, false, true));
    namespace.succeed(namespace.delete("namespace", other, false, false));
  }

  @Test
  void aConflictNamesTheManagerThatOwnsTheField() {
    namespace.succeed(namespace.apply(configMap("owned", "a", "1"), "first", false, false));
    Operation second = namespace.apply(configMap("owned", "a", "2"), "second", false, false);

    ClusterAnswer refused = namespace.run(second);
    ClusterAnswer forced =
        namespace.run(namespace.apply(configMap("owned", "a", "2"), "second", true, false));

    ClusterError error = requireNonNull(refused.error());
    assertThat(refused.state()).isEqualTo(ClusterState.FAILED);
    assertThat(error.httpStatus()).isEqualTo(409);
    assertThat(error.reason()).isEqualTo("CONFLICT");
    assertThat(error.message()).contains("\"first\"", ".data.a");
    assertThat(refused.changed()).isFalse();
    assertThat(changes(forced)).containsExactly(Change.UPDATED);
  }

  @Test
  void whatFailsHindersNothingElseAndEverythingIsTold() {
    String yaml =
        configMap("good", "a", "1")
            + "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: Bad_Name}}\n---\n"
            + "{apiVersion: nowhere.example.com/v1, kind: Missing, metadata: {name: x}}\n---\n"
            + configMap("good-too", "a", "1");

    ClusterAnswer answer = namespace.run(namespace.apply(yaml));

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(answer.changed()).isTrue();
    assertThat(answer.outcomeUnknown()).isFalse();
    assertThat(changes(answer)).containsExactly(Change.CREATED, Change.CREATED);
    assertThat(requireNonNull(answer.error()).message())
        .contains("Bad_Name", "missing x", "resource type \"Missing\"");
  }

  @Test
  void aDryRunShowsWhatWouldChangeAndChangesNothing() {
    namespace.succeed(namespace.apply(configMap("dry", "a", "1")));

    ClusterAnswer answer = namespace.dryRun(namespace.apply(configMap("dry", "a", "2")));

    assertThat(answer.error()).isNull();
    assertThat(answer.changed()).isTrue();
    assertThat(objects(answer).getFirst().diff()).contains("-  a: \"1\"", "+  a: \"2\"");
    assertThat(namespace.get("cm", "dry").at("/data/a").asText()).isEqualTo("1");
  }

  @Test
  void eachTypeOfPatchIsUnderstood() {
    namespace.succeed(namespace.apply(RealNamespace.deployment("patched", 0, "nginx:1")));
    String sidecar =
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"s:1\"}]}}}}";

    ClusterAnswer strategic =
        namespace.run(namespace.patch("deploy", "patched", PatchType.STRATEGIC_MERGE, sidecar));
    ClusterAnswer merge =
        namespace.run(
            namespace.patch(
                "deploy", "patched", PatchType.MERGE, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"));
    ClusterAnswer json =
        namespace.run(
            namespace.patch(
                "deploy",
                "patched",
                PatchType.JSON,
                "[{\"op\":\"remove\",\"path\":\"/metadata/labels/a\"}]"));
    ClusterAnswer again =
        namespace.run(namespace.patch("deploy", "patched", PatchType.STRATEGIC_MERGE, sidecar));

    assertThat(json(objects(strategic).getFirst()).at("/spec/template/spec/containers")).hasSize(2);
    assertThat(json(objects(merge).getFirst()).at("/metadata/labels/a").asText()).isEqualTo("b");
    assertThat(json(objects(json).getFirst()).at("/metadata/labels").has("a")).isFalse();
    assertThat(again.changed()).isFalse();
  }

  @Test
  void aPatchThatTheApiServerRefusesIsToldInItsWords() {
    namespace.succeed(namespace.apply(RealNamespace.deployment("refused", 0, "nginx:1")));

    ClusterAnswer invalid =
        namespace.run(
            namespace.patch("deploy", "refused", PatchType.MERGE, "{\"spec\":{\"replicas\":-1}}"));
    ClusterAnswer missing =
        namespace.run(namespace.patch("deploy", "none", PatchType.MERGE, "{\"spec\":{}}"));

    assertThat(requireNonNull(invalid.error()).httpStatus()).isEqualTo(422);
    assertThat(invalid.error().code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(requireNonNull(missing.error()).message())
        .isEqualTo("deployments.apps \"none\" not found");
    assertThat(invalid.outcomeUnknown()).isFalse();
  }

  @Test
  void deletingTwiceIsRefusedUnlessTheObjectMayBeMissing() {
    namespace.succeed(namespace.apply(configMap("gone", "a", "1")));

    ClusterAnswer dryRun = namespace.dryRun(namespace.delete("cm", "gone", false, false));
    ClusterAnswer first = namespace.run(namespace.delete("cm", "gone", false, true));
    ClusterAnswer second = namespace.run(namespace.delete("cm", "gone", false, false));
    ClusterAnswer third = namespace.run(namespace.delete("cm", "gone", true, false));

    assertThat(objects(dryRun).getFirst().diff()).contains("-  a: \"1\"");
    assertThat(changes(first)).containsExactly(Change.DELETED);
    assertThat(requireNonNull(second.error()).code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(changes(third)).containsExactly(Change.NONE);
    assertThat(third.changed()).isFalse();
    assertThat(first.fingerprint()).isEqualTo("deleted");
    assertThat(third.fingerprint()).isEqualTo("missing");
  }

  @Test
  void anObjectWhoseFinalizersAreAtWorkIsNotGone() {
    namespace.succeed(
        namespace.apply(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: kept, finalizers: [example.com/x]}}"));

    ClusterAnswer first = namespace.run(namespace.delete("cm", "kept", false, false));
    ClusterAnswer second = namespace.run(namespace.delete("cm", "kept", false, false));

    assertThat(changes(first)).containsExactly(Change.DELETED);
    assertThat(changes(second)).containsExactly(Change.NONE);
    namespace.succeed(
        namespace.patch("cm", "kept", PatchType.MERGE, "{\"metadata\":{\"finalizers\":null}}"));
  }

  @Test
  void onlyWhatHasAScaleIsScaled() {
    namespace.succeed(namespace.apply(configMap("flat", "a", "1")));

    ClusterAnswer answer =
        namespace.run(new Operation.ScaleWorkload(namespace.ref("cm", "flat"), 1, false));
    ClusterAnswer missing =
        namespace.run(new Operation.ScaleWorkload(namespace.ref("deploy", "none"), 1, false));
    ClusterAnswer restart =
        namespace.run(new Operation.RestartWorkload(namespace.ref("cm", "flat"), false));

    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("NOT_SCALABLE");
    assertThat(requireNonNull(missing.error()).code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(requireNonNull(restart.error()).reason()).isEqualTo("NOT_RESTARTABLE");
  }

  @Test
  void aRawRequestIsPassedOnAsItIs() {
    String path = "/api/v1/namespaces/" + namespace.name + "/configmaps";

    ClusterAnswer created =
        namespace.run(RealNamespace.raw("POST", path, "{\"metadata\":{\"name\":\"raw\"}}"));
    ClusterAnswer again =
        namespace.run(RealNamespace.raw("POST", path, "{\"metadata\":{\"name\":\"raw\"}}"));
    ClusterAnswer read = namespace.run(RealNamespace.raw("GET", path + "/raw", ""));

    assertThat(created.changed()).isTrue();
    assertThat(raw(created).statusCode()).isEqualTo(201);
    assertThat(again.changed()).isFalse();
    assertThat(requireNonNull(again.error()).code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(raw(again).statusCode()).isEqualTo(409);
    assertThat(StandardCharsets.UTF_8.decode(raw(read).body().duplicate()).toString())
        .contains("\"name\":\"raw\"");
    assertThat(read.fingerprint()).isNotEmpty();
  }

  private static Output.RawResponse raw(ClusterAnswer answer) {
    return (Output.RawResponse) requireNonNull(answer.output());
  }
}
