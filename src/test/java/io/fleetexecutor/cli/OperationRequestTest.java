package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operation each command's arguments make. */
class OperationRequestTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          patch deploy web -p {"a":1}                   | patch_resource { ref { kind: "deploy" object_name: "web" } patch_type: PATCH_TYPE_STRATEGIC_MERGE patch: '{"a":1}' }
          patch deploy/web -p [] --type json -n x       | patch_resource { ref { kind: "deploy" object_name: "web" namespace: "x" } patch_type: PATCH_TYPE_JSON patch: "[]" }
          patch a b -p {} --type MERGE --field-manager m | patch_resource { ref { kind: "a" object_name: "b" } patch_type: PATCH_TYPE_MERGE patch: "{}" field_manager: "m" }
          delete pod web-1                              | delete_resource { ref { kind: "pod" object_name: "web-1" } }
          delete pod/web-1 --cascade foreground --wait  | delete_resource { ref { kind: "pod" object_name: "web-1" } propagation_policy: PROPAGATION_POLICY_FOREGROUND await_deleted: true }
          delete a b --cascade orphan --ignore-not-found | delete_resource { ref { kind: "a" object_name: "b" } propagation_policy: PROPAGATION_POLICY_ORPHAN allow_missing: true }
          delete a b --cascade background               | delete_resource { ref { kind: "a" object_name: "b" } propagation_policy: PROPAGATION_POLICY_BACKGROUND }
          scale deploy/web --replicas 0                 | scale_workload { ref { kind: "deploy" object_name: "web" } replica_count: 0 }
          scale deploy web --replicas=3 --wait --api-version apps/v1 | scale_workload { ref { api_version: "apps/v1" kind: "deploy" object_name: "web" } replica_count: 3 await_ready: true }
          restart deploy web -n x --wait                | restart_workload { ref { kind: "deploy" object_name: "web" namespace: "x" } await_ready: true }
          await pod web --for object==null              | await_condition { ref { kind: "pod" object_name: "web" } expression: "object==null" }
          await pod/web --for=true --poll-interval 500ms | await_condition { ref { kind: "pod" object_name: "web" } expression: "true" poll_interval { nanos: 500000000 } }
          raw get /version                              | raw_request { method: "GET" path: "/version" }
          raw POST /x?a=b -d {} --content-type text/x   | raw_request { method: "POST" path: "/x?a=b" body: "{}" content_type: "text/x" }
          """)
  void everyOptionReachesTheOperation(String arguments, String operation) throws Exception {
    assertThat(spec("execute " + arguments).getOperation())
        .isEqualTo(TextFormat.parse(operation, ClusterOperation.class));
  }

  @Test
  void whatIsAskedOfEveryOperationReachesTheRequest() throws Exception {
    ExecutionSpec spec =
        spec(
            "execute restart deploy/web --dry-run --expect a,b --expect c --project d"
                + " --fingerprint e");

    assertThat(spec.getDryRun()).isTrue();
    assertThat(spec.getExpectationsList()).containsExactly("a,b", "c");
    assertThat(spec.getOutputPolicy().getProjection()).isEqualTo("d");
    assertThat(spec.getOutputPolicy().getFingerprintExpression()).isEqualTo("e");
    assertThat(spec("execute restart deploy/web").getDryRun()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "list pods --project a --group, a",
    "list pods --project a --diff, a",
    "list pods --project a --fingerprint b --group, b",
    "list pods --project a, ''",
    "list pods --project a --group -o json, ''"
  })
  void groupsAreOfTheValuesThatAreShown(String arguments, String fingerprint) throws Exception {
    assertThat(spec("execute " + arguments).getOutputPolicy().getFingerprintExpression())
        .isEqualTo(fingerprint);
  }

  @Test
  void filesAreJoinedInTheOrderGivenAndDirectoriesByName() throws Exception {
    Path folder = directory.resolve("folder");
    Files.createDirectories(folder.resolve("nested.yaml"));
    Path first = file(directory.resolve("z.yaml"), "kind: Z\n");
    file(folder.resolve("b.yml"), "kind: B");
    file(folder.resolve("a.yaml"), "kind: A\n");
    file(folder.resolve("c.json"), "{}");
    file(folder.resolve("nested.yaml/d.yaml"), "kind: D");
    file(folder.resolve("readme.md"), "no manifest");

    assertThat(apply("execute apply -f " + first + " --filename " + folder).getManifests())
        .isEqualTo("kind: Z\n---\nkind: A\n---\nkind: B\n---\n{}");
  }

  @Test
  void standardInputIsReadOnce() throws Exception {
    var in = new ByteArrayInputStream("kind: Ä".getBytes(StandardCharsets.UTF_8));

    var apply = spec(in, "execute apply -f -").getOperation().getApplyManifests();

    assertThat(apply.getManifests()).isEqualTo("kind: Ä");
  }

  @Test
  void everyOptionOfApplyReachesTheOperation() throws Exception {
    Path file = file(directory.resolve("a"), "x");

    assertThat(
            apply(
                "execute apply -f " + file + " -n ns --field-manager me --force-conflicts --wait"))
        .isEqualTo(
            TextFormat.parse(
                "manifests: 'x' namespace: 'ns' field_manager: 'me' force_conflicts: true"
                    + " await_ready: true",
                io.fleetexecutor.v1.ApplyManifests.class));
  }

  @Test
  void patchesAndBodiesComeFromFilesToo() throws Exception {
    Path patch = file(directory.resolve("p"), "{}");
    Path body = Files.write(directory.resolve("b"), new byte[] {(byte) 0xff, 0});

    assertThat(
            spec("execute patch a b --patch-file " + patch)
                .getOperation()
                .getPatchResource()
                .getPatch())
        .isEqualTo("{}");
    assertThat(
            spec("execute raw PUT /x --data-file " + body)
                .getOperation()
                .getRawRequest()
                .getBody()
                .toByteArray())
        .containsExactly(0xff, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "restart deploy/web, FORMAT_TABLE",
    "restart deploy/web -o json, FORMAT_OBJECTS",
    "restart deploy/web -o name, FORMAT_METADATA",
    "restart deploy/web --group, FORMAT_OBJECTS",
    "list pods --diff -o wide, FORMAT_OBJECTS",
    "list pods --group -o json, FORMAT_OBJECTS",
    "list pods --group -o name, FORMAT_METADATA",
    "health --group, FORMAT_UNSPECIFIED"
  })
  void groupsAndChangesDecideWhichFormatIsAskedFor(String arguments, String format)
      throws Exception {
    assertThat(spec("execute " + arguments).getOutputPolicy().getFormat()).hasToString(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          apply -f DIR/none.yaml         | cannot read 'DIR/none.yaml': there is no such file or directory
          apply -f DIR/empty             | 'DIR/empty' has no *.yaml, *.yml or *.json file
          apply -f DIR/binary            | 'DIR/binary' is no text in UTF-8
          apply -f DIR/large             | 'DIR/large' is larger than 3 MiB
          apply -f DIR/half -f DIR/half  | with 'DIR/half' the manifests are more than 3 MiB
          patch a b --patch-file DIR/x   | cannot read 'DIR/x': there is no such file or directory
          raw PUT /x --data-file DIR/x   | cannot read 'DIR/x': there is no such file or directory
          """)
  void aFileThatCannotBeUsedIsNamed(String arguments, String message) throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff});
    Files.write(directory.resolve("large"), new byte[(3 << 20) + 1]);
    Files.write(directory.resolve("half"), new byte[2 << 20]);
    String there = directory.toString();

    CommandLineRun run =
        CommandLineRun.of(("execute " + arguments.replace("DIR", there)).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: " + message.replace("DIR", there)).contains("--help");
  }

  private static Path file(Path path, String text) throws IOException {
    return Files.writeString(path, text);
  }

  private static io.fleetexecutor.v1.ApplyManifests apply(String arguments) throws IOException {
    return spec(arguments).getOperation().getApplyManifests();
  }

  private static ExecutionSpec spec(String arguments) throws IOException {
    return spec(InputStream.nullInputStream(), arguments);
  }

  private static ExecutionSpec spec(InputStream in, String arguments) throws IOException {
    try (ScriptedService service = new ScriptedService()) {
      service.streams(
          Events.accepted("a"), Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(1, 1)));
      CommandLineRun.of(
          Terminal.NONE,
          InstantSource.fixed(Instant.EPOCH),
          in,
          CommandLineRun.withServer(service, arguments.split(" ")));
      return service.executions.remove().getSpec();
    }
  }
}
