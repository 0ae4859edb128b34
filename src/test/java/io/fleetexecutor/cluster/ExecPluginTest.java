package io.fleetexecutor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecPluginTest {

  private static final String V1 = "client.authentication.k8s.io/v1";
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aPluginsTokenIsUsedUntilItExpires() throws IOException {
    CachedCredential.Expiring got =
        plugin(
                """
                echo '{"kind":"ExecCredential","apiVersion":"%s","status":
                  {"token":"t0k3n","expirationTimestamp":"2030-01-02T03:04:05Z"}}'
                """
                    .formatted(V1),
                LONG)
            .obtain();

    assertThat(got.credential()).isEqualTo(Credential.bearer("t0k3n"));
    assertThat(got.expiry()).isEqualTo(Instant.parse("2030-01-02T03:04:05Z"));
  }

  @Test
  void aPluginGetsItsArgumentsEnvironmentAndClusterInfoAndNoInput() throws IOException {
    CachedCredential.Expiring got =
        plugin(
                """
                if read -r line; then exit 9; fi
                echo "{\\"kind\\":\\"ExecCredential\\",\\"apiVersion\\":\\"%s\\",\\"status\\":
                  {\\"token\\":\\"$1-$SETTING-$KUBERNETES_EXEC_INFO\\"}}"
                """
                    .formatted(V1),
                LONG)
            .obtain();

    assertThat(got.credential()).isEqualTo(Credential.bearer("argument-value-info"));
    assertThat(got.expiry()).isNull();
  }

  @Test
  void aPluginMayComplainMuch() throws IOException {
    CachedCredential.Expiring got =
        plugin(
                """
                head -c 500000 /dev/zero >&2
                echo '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"t"}}'
                """
                    .formatted(V1),
                LONG)
            .obtain();

    assertThat(got.credential().authorization()).isEqualTo("Bearer t");
  }

  @Test
  void aPluginMayGiveAClientCertificate() throws IOException {
    CachedCredential.Expiring got =
        plugin(
                """
                echo '{"kind":"ExecCredential","apiVersion":"%s","status":
                  {"clientCertificateData":"CERT","clientKeyData":"KEY"}}'
                """
                    .formatted(V1),
                LONG)
            .obtain();

    assertThat(got.credential().authorization()).isNull();
    assertThat(got.credential().certificate())
        .isEqualTo(
            new ClientCertificate(new PemSource.PlainPem("CERT"), new PemSource.PlainPem("KEY")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo s3cret                                             | printed no JSON
          true                                                    | printed no
          echo '{"kind":"Pod","token":"s3cret"}'                  | printed no ExecCredential
          echo '{"kind":"ExecCredential","apiVersion":"v0"}'      | is not of client.authentication.k8s.io/v1
          echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}' | printed neither a token nor a client certificate
          echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"s3cret"}}' | without its key
          echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret x"}}' | no HTTP header may have
          echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret","expirationTimestamp":"soon"}}' | no RFC 3339 time
          head -c 2000000 /dev/zero                               | printed more than 1048576 bytes
          echo s3cret; echo please log in >&2; exit 3             | exited with 3: please log in
          echo "bad $1, $SETTING, $2" >&2; exit 1                 | exited with 1: bad …, …, --flag=…
          """)
  void whatAPluginDoesWrongIsToldWithoutItsSecret(String script, String problem)
      throws IOException {
    ExecPlugin plugin = plugin(script, LONG);

    ClusterFailure failure = catchThrowableOfType(ClusterFailure.class, plugin::obtain);

    assertThat(failure.state()).isEqualTo(ClusterState.DENIED);
    assertThat(failure.error().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(failure.error().reason()).isEqualTo("EXEC_PLUGIN_FAILED");
    assertThat(failure.error().message()).contains(problem).doesNotContain("s3cret");
  }

  @Test
  void aPluginThatHangsIsKilledWithItsChildren() throws IOException {
    Path pids = folder.resolve("pids");
    ExecPlugin plugin =
        plugin(
            "sleep 1000 & echo $! > " + pids + "; echo $$ >> " + pids + "; wait",
            Duration.ofSeconds(3));

    ClusterFailure failure = catchThrowableOfType(ClusterFailure.class, plugin::obtain);

    assertThat(failure.error().message()).contains("did not finish within 3 s");
    assertThat(Files.readAllLines(pids))
        .hasSize(2)
        .allSatisfy(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(p -> p.onExit().join()));
  }

  @Test
  void aPluginThatHangsDoesNotGoOnToItsNextCommand() throws IOException {
    String file = Files.createFile(folder.resolve("followed")).toString();
    ExecPlugin plugin =
        plugin("sh -c 'tail -f %1$s; tail -f %1$s'; tail -f %1$s".formatted(file), SHORT);

    assertThat(catchThrowableOfType(ClusterFailure.class, plugin::obtain)).isNotNull();

    await()
        .untilAsserted(
            () ->
                assertThat(ProcessHandle.allProcesses())
                    .noneMatch(process -> process.info().commandLine().orElse("").contains(file)));
  }

  @Test
  void aPluginThatCannotBeStartedIsTold() {
    ExecCommand command =
        new ExecCommand(V1, folder.resolve("absent").toString(), List.of(), Map.of(), "info");

    assertThat(
            catchThrowableOfType(ClusterFailure.class, new ExecPlugin(command, LONG)::obtain)
                .error()
                .message())
        .contains("could not be started");
  }

  private ExecPlugin plugin(String script, Duration timeout) throws IOException {
    Path file = Files.writeString(folder.resolve("plugin"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    ExecCommand command =
        new ExecCommand(
            V1,
            file.toString(),
            List.of("argument", "--flag=s3cret"),
            Map.of("SETTING", "value"),
            "info");
    return new ExecPlugin(command, timeout);
  }
}
