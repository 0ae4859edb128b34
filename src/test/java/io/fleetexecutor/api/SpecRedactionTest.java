package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.manifest.ManifestException;
import io.fleetexecutor.manifest.Manifests;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.model.ResourceRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecRedactionTest {
  private static final String SECRET =
      """
      # the password is VALUE
      apiVersion: v1
      kind: Secret
      metadata: {name: s}
      stringData: {password: VALUE, "": "VALUE"}
      """;
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {k: v}\n";

  private static ApplyManifests apply(String source) {
    try {
      return new ApplyManifests(source, Manifests.parse(source), "me", true, false, "ns");
    } catch (ManifestException e) {
      throw new AssertionError(e);
    }
  }

  private static String told(Operation operation) {
    return switch (SpecRedaction.redact(operation)) {
      case ApplyManifests apply -> apply.source();
      case PatchResource patch -> patch.source();
      case RawRequest raw -> StandardCharsets.UTF_8.decode(raw.body().duplicate()).toString();
      default -> throw new AssertionError("another operation");
    };
  }

  @Test
  void manifestsWithASecretAreToldAsJsonWithoutItsValues() throws ManifestException {
    String told = told(apply(CONFIG_MAP + "---\n" + SECRET));

    assertThat(told).doesNotContain("VALUE").contains("\"password\":\"REDACTED\"");
    assertThat(Manifests.parse(told)).extracting(Manifest::name).containsExactly("c", "s");
    assertThat(Manifests.parse(told).getFirst())
        .isEqualTo(apply(CONFIG_MAP).manifests().getFirst());
  }

  @Test
  void aSecretInAListOrInAnotherObjectIsFound() {
    String list =
        "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: VALUE}}]}";
    String other =
        "{apiVersion: a/v1, kind: Template, metadata: {name: t}, of: [{apiVersion: v1, kind: Secret, data: {k: VALUE}}]}";

    assertThat(told(apply(list))).contains("REDACTED").doesNotContain("VALUE");
    assertThat(told(apply(other))).contains("REDACTED").doesNotContain("VALUE");
  }

  @Test
  void everythingElseStaysTheSame() {
    ApplyManifests apply = apply("# why\n" + CONFIG_MAP);
    assertThat(SpecRedaction.redact(apply)).isSameAs(apply);
    assertThat(SpecRedaction.redact(apply.outline())).isEqualTo(apply.outline());
    PatchResource patch = patch("v1", "configmaps", PatchType.MERGE, "{\"data\":{\"k\":\"v\"}}");
    assertThat(SpecRedaction.redact(patch)).isSameAs(patch);
    RawRequest raw = raw("/api/v1/namespaces/n/configmaps", "{ \"data\": {\"k\": \"v\"} }");
    assertThat(SpecRedaction.redact(raw)).isSameAs(raw);
  }

  @Test
  void manifestsThatCannotBeReadAnyMoreAreNotTold() {
    assertThat(told(new ApplyManifests("VALUE", List.of(), "me", false, false, "")))
        .isEqualTo("# REDACTED");
  }

  private static PatchResource patch(String apiVersion, String kind, PatchType type, String json) {
    return new PatchResource(
        new ResourceRef(apiVersion, kind, "", "s"), type, "# VALUE\n" + json, json, "me");
  }

  @ParameterizedTest
  @CsvSource({"v1,Secret", "'',secrets", "'',secret", "v1,SECRETS", "'',secrets.v1."})
  void aPatchOfASecretIsToldWithoutItsValues(String apiVersion, String kind) {
    assertThat(
            told(
                patch(
                    apiVersion,
                    kind,
                    PatchType.STRATEGIC_MERGE,
                    "{\"data\":{\"a\":\"VALUE\",\"b\":null}}")))
        .isEqualTo("{\"data\":{\"a\":\"REDACTED\",\"b\":null}}");
    assertThat(
            told(
                patch(
                    apiVersion,
                    kind,
                    PatchType.JSON,
                    "[{\"op\":\"add\",\"path\":\"/data/a\",\"value\":\"VALUE\"}]")))
        .isEqualTo("[{\"op\":\"add\",\"path\":\"/data/a\",\"value\":\"REDACTED\"}]");
  }

  private static RawRequest raw(String path, String body) {
    return new RawRequest(
        "POST", path, "a/b", ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"k\":\"VALUE\"}}",
        "[{\"op\":\"test\",\"path\":\"/data/k\",\"value\":\"VALUE\"}]",
        "stringData: {k: VALUE}",
        "\0VALUE"
      })
  void aBodyThatIsSentToSecretsIsToldWithoutValues(String body) {
    RawRequest sent = raw("/api/v1/namespaces/n/secrets", body);

    assertThat(told(sent)).contains("REDACTED").doesNotContain("VALUE");
    assertThat(StandardCharsets.UTF_8.decode(sent.body().duplicate()).toString()).isEqualTo(body);
  }

  @Test
  void aSecretThatIsSentElsewhereIsFound() {
    String secret = "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"k\":\"VALUE\"}}";
    assertThat(told(raw("/apis/a/v1/copies", secret))).contains("REDACTED").doesNotContain("VALUE");
  }
}
