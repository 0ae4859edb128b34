package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.SecretsServer.REDACTED;
import static io.fleetexecutor.operation.SecretsServer.REF;
import static io.fleetexecutor.operation.SecretsServer.SECRET;
import static io.fleetexecutor.operation.SecretsServer.assertHidden;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.RolloutPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes a Secret is told that it changed, and no value of it. */
class SecretChangesTest {
  private static final String APPLY_QUERY = "?force=false&fieldManager=test";
  private static final String PATCH_QUERY = "?fieldManager=test";
  private static final String DRY_RUN = "&dryRun=All";
  private static final String CHANGED =
      SECRET.replace("\"password\":\"VALUE\"", "\"password\":\"VALUE-2\"");
  private static final Operation DELETE =
      new Operation.DeleteResource(REF, PropagationPolicy.BACKGROUND, false, false);

  private final SecretsServer secrets = new SecretsServer();

  @AfterEach
  void close() {
    secrets.close();
  }

  private static Operation apply(String secret) {
    return new Operation.ApplyManifests(
        secret, List.of(new Manifest("v1", "Secret", "", "s", secret)), "test", false, false, "");
  }

  private static Operation patch(PatchType type, String patch) {
    return new Operation.PatchResource(REF, type, patch, patch, "test");
  }

  private ClusterAnswer run(Operation operation) {
    return secrets.server.fleet.run("c", operation, Format.OBJECTS);
  }

  private ClusterAnswer dryRun(Fleet fleet, Operation operation) {
    return fleet.run(
        "c",
        new ExecutionSpec(
            ClusterSelector.ALL,
            operation,
            RolloutPolicy.DEFAULT,
            new OutputPolicy(Format.OBJECTS, 1 << 20),
            true,
            List.of(),
            "",
            ""));
  }

  private static Output.KubernetesObject only(ClusterAnswer answer) {
    assertThat(Pods.objects(answer)).hasSize(1);
    return Pods.objects(answer).getFirst();
  }

  @Test
  void anAppliedSecretIsShownWithoutItsValues() {
    secrets.onChange(APPLY_QUERY, 200, CHANGED);

    ClusterAnswer answer = run(apply(CHANGED));

    assertThat(only(answer).json().toString()).isEqualTo(REDACTED);
    assertThat(only(answer).change()).isEqualTo(Change.UPDATED);
    assertThat(answer.totalOutputBytes()).isEqualTo(REDACTED.length());
  }

  @Test
  void soIsAPatchedOne() {
    secrets.onChange(PATCH_QUERY, 200, CHANGED);

    ClusterAnswer answer = run(patch(PatchType.MERGE, "{\"data\":{\"password\":\"VALUE-2\"}}"));

    assertThat(only(answer).json().toString()).isEqualTo(REDACTED);
    assertThat(only(answer).change()).isEqualTo(Change.UPDATED);
  }

  @Test
  void andADeletedOne() {
    secrets.onChange("", 200, SECRET);

    ClusterAnswer answer = run(DELETE);

    assertThat(only(answer).json().toString()).isEqualTo(REDACTED);
    assertThat(only(answer).change()).isEqualTo(Change.DELETED);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noFormatShowsAValue(Format format) {
    secrets.onChange("", 200, SECRET);
    secrets.onChange(APPLY_QUERY, 200, CHANGED);

    assertHidden(secrets.server.fleet.run("c", apply(CHANGED), format));
    assertHidden(secrets.server.fleet.run("c", DELETE, format));
  }

  @Test
  void noExpressionCanReadWhatWasApplied() {
    secrets.onChange(APPLY_QUERY, 200, CHANGED);

    ClusterAnswer answer =
        secrets.server.fleet.run(
            "c",
            apply(CHANGED),
            new OutputPolicy(Format.NONE, 1 << 20, "objects", "object.data.password"));

    assertHidden(answer);
    assertThat(answer.output()).asString().contains("REDACTED");
  }

  @Test
  void aDryRunTellsWhichKeysWouldChange() {
    secrets.onChange(APPLY_QUERY + DRY_RUN, 200, CHANGED);

    ClusterAnswer answer = dryRun(secrets.server.fleet, apply(CHANGED));

    assertHidden(answer);
    assertThat(only(answer).change()).isEqualTo(Change.UPDATED);
    assertThat(only(answer).diff()).contains("-  password: '*** (before)'\n");
  }

  @Test
  void dryRunsThatChangeTheSameKeysAreAlikeUnlessValuesAreShown() {
    Fleet showing = secrets.server.fleet.showingSecrets();
    secrets.onChange(APPLY_QUERY + DRY_RUN, 200, CHANGED);
    String one = dryRun(secrets.server.fleet, apply(CHANGED)).fingerprint();
    String shownOne = dryRun(showing, apply(CHANGED)).fingerprint();

    secrets.onChange(APPLY_QUERY + DRY_RUN, 200, CHANGED.replace("VALUE-2", "VALUE-3"));
    assertThat(dryRun(secrets.server.fleet, apply(CHANGED)).fingerprint()).isEqualTo(one);
    assertThat(dryRun(showing, apply(CHANGED)).fingerprint()).isNotEqualTo(shownOne);

    secrets.onChange(APPLY_QUERY + DRY_RUN, 200, CHANGED.replace("password", "other"));
    assertThat(dryRun(secrets.server.fleet, apply(CHANGED)).fingerprint()).isNotEqualTo(one);
  }

  /** Changes to VALUE-2 that an API server refuses in these words. */
  private List<ClusterError> refusals(int status, String message) {
    String refusal =
        """
        {"kind": "Status", "apiVersion": "v1", "code": %d, "message": "%s",
         "details": {"causes": [
           {"reason": "FieldValueInvalid", "message": "%2$s", "field": "data[password]"},
           {"reason": "FieldValueInvalid", "message": "%2$s", "field": "a VALUE, and no field"}]}}
        """
            .formatted(status, message);
    secrets.onChange(APPLY_QUERY, status, refusal);
    secrets.onChange(PATCH_QUERY, status, refusal);
    return Stream.of(
            apply(CHANGED),
            patch(PatchType.MERGE, "{\"data\":{\"password\":\"VALUE-2\"}}"),
            patch(
                PatchType.JSON,
                "[{\"op\":\"add\",\"path\":\"/data/password\",\"value\":\"VALUE-2\"}]"))
        .map(operation -> requireNonNull(run(operation).error()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409, 413})
  void aRefusalDoesNotQuoteWhatWasSentNorWhatWasThere(int status) {
    assertThat(refusals(status, "s: VALUE-2 is worse than VALUE"))
        .hasSize(3)
        .allSatisfy(
            error -> {
              assertThat(error.message()).endsWith("s: REDACTED is worse than REDACTED");
              assertThat(error.httpStatus()).isEqualTo(status);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422, 500})
  void whatMayQuoteAValueInPartsIsNotShownAndTellsTheFieldAlone(int status) {
    assertThat(refusals(status, "invalid input ...|password: VALU|..."))
        .hasSize(3)
        .allSatisfy(
            error -> {
              assertThat(error.message())
                  .contains(" of data[password] (FieldValueInvalid): ", "is not shown")
                  .doesNotContain("VALU|", "a VALUE");
              assertThat(error.httpStatus()).isEqualTo(status);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "move"})
  void aPatchThatWouldShowValuesElsewhereIsNotSent(String op) {
    secrets.onChange(PATCH_QUERY, 200, CHANGED);
    Operation patch =
        patch(
            PatchType.JSON,
            "[{\"op\":\"%s\",\"from\":\"/data\",\"path\":\"/metadata/annotations\"}]"
                .formatted(op));

    ClusterError error = requireNonNull(run(patch).error());

    assertThat(error.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(error.reason()).isEqualTo("NOT_PERMITTED");
    assertThat(error.message()).contains("may not copy or move", "read_secrets");
    assertThat(error.httpStatus()).isNull();
    Fleet showing = secrets.server.fleet.showingSecrets();
    assertThat(showing.run("c", patch, Format.OBJECTS).error()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 422})
  void aRefusedDeleteDoesNotQuoteWhatWasThere(int status) {
    secrets.onChange(
        "",
        status,
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d,\"message\":\"VALUE must stay\"}"
            .formatted(status));

    ClusterAnswer answer = run(DELETE);

    assertHidden(answer);
    assertThat(requireNonNull(answer.error()).httpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429, 503})
  void whatIsNoAnswerOfAnApiServerIsNotQuoted(int status) {
    String proxy = "proxied " + "x".repeat(180) + SECRET;
    secrets.onChange(PATCH_QUERY, status, proxy);
    secrets.onChange("", status, proxy);

    for (Operation operation :
        List.of(patch(PatchType.MERGE, "{\"data\":{\"a\":\"b\"}}"), DELETE)) {
      ClusterError error = requireNonNull(run(operation).error());
      assertThat(error.message()).startsWith("HTTP " + status).contains("is not shown");
      assertThat(error.message()).doesNotContain("proxied");
    }
  }

  @Test
  void whoMaySeeThemSeesThem() {
    secrets.onChange(APPLY_QUERY, 200, CHANGED);

    ClusterAnswer answer =
        secrets.server.fleet.showingSecrets().run("c", apply(CHANGED), Format.OBJECTS);

    assertThat(only(answer).json().toString()).isEqualTo(CHANGED);
  }
}
