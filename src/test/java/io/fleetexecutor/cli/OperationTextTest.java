package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation is told in the words that would start it. */
class OperationTextTest {

  @ParameterizedTest
  @CsvSource({
    "health, health",
    "list pods, list pods",
    "list pods -A, list pods",
    "list pods -n x -l app=web --field-selector a=b --api-version v1 --limit 7, list pods",
    "get deployment/web, get deployment/web",
    "get deployment/web -n x --api-version apps/v1, get deployment/web",
    "patch deployment/web -p a --type json -n x --field-manager me, patch deployment/web",
    "patch deployment/web -p a=b, patch deployment/web",
    "patch deployment/web -p a=b --type merge, patch deployment/web",
    "delete pod/web --cascade orphan -n x --ignore-not-found --wait, delete pod/web",
    "delete pod/web --cascade background, delete pod/web",
    "delete pod/web --cascade foreground, delete pod/web",
    "scale deploy/web --replicas 0 -n x --wait, scale deploy/web --replicas 0",
    "restart deploy/web -n x --wait, restart deploy/web",
    "restart deploy/web --dry-run, restart deploy/web --dry-run",
    "await pod/web --for true -n x --poll-interval 5s, await pod/web",
    "raw GET /version, raw GET /version",
    "raw PUT /a -d b --content-type text/x, raw PUT /a",
    "list pods -A --expect a --expect b --project c --fingerprint d, list pods"
  })
  void theWordsAreThoseOfTheCommandLine(String arguments, String brief) throws Exception {
    ExecutionSpec spec = spec(arguments.split(" "));

    assertThat(OperationText.full(spec)).isEqualTo(arguments);
    assertThat(OperationText.brief(spec)).isEqualTo(brief);
  }

  @Test
  void anOperationOfANewerServiceHasNoWords() {
    assertThat(OperationText.full(ExecutionSpec.getDefaultInstance())).isEmpty();
  }

  @Test
  void whatAShellWouldTakeApartIsQuoted() throws Exception {
    assertThat(
            OperationText.full(
                spec("await", "pod", "web", "--for", "object.a == 'b'", "--expect", "a > 0")))
        .isEqualTo("await pod/web --for 'object.a == '\\''b'\\''' --expect 'a > 0'");
  }

  @Test
  void anythingLongIsCut() throws Exception {
    assertThat(OperationText.full(spec("raw", "PUT", "/x", "-d", "a".repeat(200))))
        .isEqualTo("raw PUT /x -d '" + "a".repeat(120) + "…'");
  }

  @Test
  void aBodyThatIsNoTextIsTold() {
    ExecutionSpec.Builder spec = ExecutionSpec.newBuilder();
    spec.getOperationBuilder()
        .getRawRequestBuilder()
        .setMethod("PUT")
        .setPath("/x")
        .setBody(ByteString.fromHex("ff00"));

    assertThat(OperationText.full(spec.build())).isEqualTo("raw PUT /x -d (2 bytes)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}} | apply deployment.apps/web
          {kind: Pod, metadata: {name: a}};---;;---;{kind: List, items: []} | apply pod/a, List
          {kind: A};---;{kind: B};---;{kind: C};---;{kind: D};---;{kind: E} | apply A, B, C, …
          {kind: A};---;]                                                 | apply A, …
          text                                                           | apply
          """)
  void manifestsAreToldByTheirFirstObjects(String manifests, String text) {
    ExecutionSpec.Builder spec = ExecutionSpec.newBuilder();
    spec.getOperationBuilder()
        .getApplyManifestsBuilder()
        .setManifests(manifests.replace(';', '\n'))
        .setForceConflicts(true);

    assertThat(OperationText.brief(spec.build()).strip()).isEqualTo(text);
    assertThat(OperationText.full(spec.build())).endsWith(" --force-conflicts");
  }

  private static ExecutionSpec spec(String... arguments) throws IOException {
    try (ScriptedService service = new ScriptedService()) {
      CommandLineRun.against(
          service,
          Stream.concat(Stream.of("execute"), Stream.of(arguments)).toArray(String[]::new));
      ExecuteRequest request = service.executions.remove();
      return request.getSpec();
    }
  }
}
