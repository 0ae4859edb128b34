package io.fleetexecutor.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.WellFormed;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation.PatchType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<byte[]> seeds() {
    return Inputs.texts(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata: {x: \"1\"}\n",
        "# c\n---\napiVersion: v1\nkind: A\nmetadata:\n  name: a\nx: &x [1, 0x1f, 1e3, ~, yes]\n"
            + "y: *x\n---\n---\napiVersion: v1\nkind: B\nmetadata: {name: b}\n<<: {z: |\n  t\n}\n",
        "{\"apiVersion\": \"v1\", \"kind\": \"A\", \"metadata\": {\"name\": \"a\", \"b\": \"\\u00e4\"}}",
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: a}}\n",
        "apiVersion: v1\nkind: A\nmetadata: {name: a}\nd: !!binary aGk=\nt: 2026-01-01\nf: -0.0\n",
        "a: &a {<<: [*b, {c: !!str 1}], ? [k] : v}\n",
        "[{op: replace, path: /a~1b/0, value: {x: .inf}}, {op: test, path: '', value: -0.0}]",
        "{spec: {replicas: 3, $patch: delete}}");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextIsManifestsThatReadAsTheSameOrIsRefused(byte[] input) {
    try {
      Manifests.parse(Inputs.text(input)).forEach(ManifestsFuzzTest::readsAsTheSame);
    } catch (ManifestException refused) {
      canBeTold(refused);
    }
  }

  private static void readsAsTheSame(Manifest manifest) {
    try {
      JSON.readTree(manifest.json());
      assertThat(Manifests.parse(manifest.json())).containsExactly(manifest);
    } catch (ManifestException | JsonProcessingException e) {
      throw new AssertionError("does not read as the same: " + manifest.json(), e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextIsAPatchThatReadsAsTheSameOrIsRefused(byte[] input) {
    for (PatchType type : PatchType.values()) {
      String json;
      try {
        json = Patches.toJson(type, Inputs.text(input));
      } catch (ManifestException refused) {
        canBeTold(refused);
        continue;
      }
      readsAsTheSame(type, json);
    }
  }

  private static void readsAsTheSame(PatchType type, String json) {
    try {
      JSON.readTree(json);
      assertThat(Patches.toJson(type, json)).isEqualTo(json);
    } catch (ManifestException | JsonProcessingException e) {
      throw new AssertionError("does not read as the same: " + json, e);
    }
  }

  private static void canBeTold(ManifestException refused) {
    assertThat(refused.problems()).hasSizeBetween(1, Limits.PROBLEMS);
    refused.problems().forEach(problem -> WellFormed.check(problem.description()));
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aTextIsManifestsThatReadAsTheSameOrIsRefused);
    Inputs.near(seeds(), this::aTextIsAPatchThatReadsAsTheSameOrIsRefused);
  }
}
