package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.DeleteResource;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.Operation.ScaleWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeReaderTest {
  private static final String WEB = "ref: {kind: \"deploy\", objectName: \"web\"}";
  private static final String APPLY = "spec.operation.apply_manifests.";
  private static final String PATCH = "spec.operation.patch_resource.";

  @Test
  void whatIsLeftOutGetsTheDocumentedDefaults() {
    var apply =
        (ApplyManifests)
            Specs.operation(
                """
                {applyManifests: {manifests: "{apiVersion: v1, kind: Namespace, metadata: {name: a}}"}}
                """);
    assertThat(apply.fieldManager()).isEqualTo("fleet-executor");
    assertThat(apply.manifests())
        .singleElement()
        .satisfies(manifest -> assertThat(manifest.kind()).isEqualTo("Namespace"));
    var delete = (DeleteResource) Specs.operation("{deleteResource: {%s}}".formatted(WEB));
    assertThat(delete.propagationPolicy()).isEqualTo(PropagationPolicy.BACKGROUND);
  }

  @Test
  void aPatchMayBeWrittenAsYaml() {
    var patch =
        (PatchResource)
            Specs.operation(
                "{patchResource: {%s, patchType: PATCH_TYPE_MERGE, patch: \"spec: {replicas: 3}\"}}"
                    .formatted(WEB));
    assertThat(patch.type()).isEqualTo(PatchType.MERGE);
    assertThat(patch.source()).isEqualTo("spec: {replicas: 3}");
    assertThat(patch.json()).isEqualTo("{\"spec\":{\"replicas\":3}}");
  }

  @Test
  void noReplicasAreAReplicaCount() {
    assertThat(Specs.operation("{scaleWorkload: {%s, replicaCount: 0}}".formatted(WEB)))
        .isInstanceOfSatisfying(
            ScaleWorkload.class, scale -> assertThat(scale.replicaCount()).isZero());
  }

  @ParameterizedTest
  @CsvSource({
    "PROPAGATION_POLICY_BACKGROUND, BACKGROUND",
    "PROPAGATION_POLICY_FOREGROUND, FOREGROUND",
    "PROPAGATION_POLICY_ORPHAN, ORPHAN"
  })
  void aPropagationPolicyIsRead(String proto, PropagationPolicy policy) {
    assertThat(
            Specs.operation("{deleteResource: {%s, propagationPolicy: %s}}".formatted(WEB, proto)))
        .isEqualTo(
            new DeleteResource(
                new io.fleetexecutor.model.ResourceRef("", "deploy", "", "web"),
                policy,
                false,
                false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{patchResource: {patchType: PATCH_TYPE_MERGE, patch: \"{a: 1}\"}}",
        "{deleteResource: {}}",
        "{scaleWorkload: {replicaCount: 1}}",
        "{restartWorkload: {}}",
        "{awaitCondition: {expression: \"object != null\"}}"
      })
  void whatConcernsOneObjectNeedsIt(String operation) {
    assertThat(Specs.violations(operation))
        .singleElement()
        .asString()
        .matches("spec\\.operation\\.[a-z_]+\\.ref: is required");
  }

  @Test
  void everythingThatIsWrongWithManifestsIsAViolationOfItsOwn() {
    assertThat(
            Specs.violations(
                """
                {applyManifests: {
                  manifests: "{kind: Pod, metadata: {name: a}}\\n---\\n{apiVersion: v1, metadata: {name: b}}",
                  namespace: "Kube_System", fieldManager: "a\\nb"}}
                """))
        .anyMatch(each -> each.startsWith(APPLY + "manifests: ") && each.contains("apiVersion"))
        .anyMatch(each -> each.startsWith(APPLY + "manifests: ") && each.contains("kind"))
        .anyMatch(each -> each.startsWith(APPLY + "namespace: is \"Kube_System\""))
        .contains(APPLY + "field_manager: is \"a�b\", must have printable characters only")
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {applyManifests: {}} | apply_manifests.manifests: is required
          {applyManifests: {manifests: " "}} | apply_manifests.manifests: is required
          {patchResource: {REF, patch: "{a: 1}"}} | patch_resource.patch_type: is required: one of PATCH_TYPE_JSON, PATCH_TYPE_MERGE, PATCH_TYPE_STRATEGIC_MERGE
          {patchResource: {REF, patchType: 9, patch: "{a: 1}"}} | patch_resource.patch_type: is 9, must be one of PATCH_TYPE_JSON, PATCH_TYPE_MERGE, PATCH_TYPE_STRATEGIC_MERGE
          {patchResource: {REF, patchType: PATCH_TYPE_JSON}} | patch_resource.patch: is required
          {deleteResource: {REF, propagationPolicy: 9}} | delete_resource.propagation_policy: is 9, must be one of PROPAGATION_POLICY_BACKGROUND, PROPAGATION_POLICY_FOREGROUND, PROPAGATION_POLICY_ORPHAN, or unset
          {scaleWorkload: {REF}} | scale_workload.replica_count: is required: 0 or more
          {scaleWorkload: {REF, replicaCount: -1}} | scale_workload.replica_count: is -1, must be 0 or more
          """)
  void whatIsWrongIsToldByItsField(String operation, String violation) {
    assertThat(Specs.violations(operation.replace("REF", WEB)))
        .containsExactly("spec.operation." + violation);
  }

  @Test
  void aPatchMustBeOfTheShapeOfItsType() {
    assertThat(
            Specs.violations(
                "{patchResource: {%s, patchType: PATCH_TYPE_JSON, patch: \"{a: 1}\"}}"
                    .formatted(WEB)))
        .singleElement()
        .asString()
        .startsWith(PATCH + "patch: ");
  }

  @Test
  void aFieldManagerHasAtMost128Characters() {
    String request =
        "{patchResource: {%s, patchType: PATCH_TYPE_MERGE, patch: \"{a: 1}\", fieldManager: \"%s\"}}";
    assertThat(Specs.operation(request.formatted(WEB, "é".repeat(128))))
        .isInstanceOf(PatchResource.class);
    assertThat(Specs.violations(request.formatted(WEB, "é".repeat(129))))
        .containsExactly(PATCH + "field_manager: has 129 characters, at most 128 are allowed");
  }
}
