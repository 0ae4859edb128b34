package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.TestCertificate;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ListClustersResponse;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenOptionsTest extends ScriptedServiceTest {
  private static final Map<String, String> VARIABLE = Map.of("FLEET_TOKEN", "of-the-environment");

  @TempDir Path directory;

  @Test
  void whoGivesNoTokenSendsNone() {
    assertThat(CommandLineRun.against(service, "status").exitCode()).isZero();
    assertThat(service.authorizations.headers).containsExactly("");
  }

  @Test
  void theTokenOfAFileIsSent() throws Exception {
    assertThat(CommandLineRun.against(service, "status", "--token-file", token()).exitCode())
        .isZero();
    assertThat(service.authorizations.headers).containsExactly("Bearer of-a-file");
  }

  @Test
  void theTokenOfTheEnvironmentIsSent() {
    assertThat(run(VARIABLE, "status").exitCode()).isZero();
    assertThat(service.authorizations.headers).containsExactly("Bearer of-the-environment");
  }

  @Test
  void theTokenOfAProgramIsSentWithEachCallThoughItIsRunOnce() throws Exception {
    service.clusters =
        List.of(
            ListClustersResponse.newBuilder().setNextPageToken("1").build(),
            ListClustersResponse.getDefaultInstance());
    Path runs = directory.resolve("runs");
    Path script =
        Files.writeString(directory.resolve("script"), "echo run >> " + runs + "; echo printed");

    assertThat(
            CommandLineRun.against(service, "clusters", "--token-command", "sh " + script)
                .exitCode())
        .isZero();
    assertThat(service.authorizations.headers).containsExactly("Bearer printed", "Bearer printed");
    assertThat(runs).hasContent("run\n");
  }

  @Test
  void aTokenThatIsRotatedBetweenTwoCallsIsUsed() throws Exception {
    Path file = Path.of(token());
    service.execution = Execution.newBuilder().setName("executions/42").build();
    service.thenWatched(
        WatchScript.completes(Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(0, 0))));
    service.authorizations.then =
        () -> Files.writeString(file, "rotated-" + service.authorizations.headers.size());

    CommandLineRun.against(service, "watch", "42", "--token-file", file.toString());

    assertThat(service.authorizations.headers)
        .containsExactly("Bearer of-a-file", "Bearer rotated-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"execute health", "plan health", "list", "show 1", "cancel 1", "pause 1"})
  void everyCommandThatCallsTheServiceSendsIt(String command) {
    run(VARIABLE, command.split(" "));

    assertThat(service.authorizations.headers)
        .isNotEmpty()
        .allMatch("Bearer of-the-environment"::equals);
  }

  @Test
  void twoTokensAreAUsageErrorThatNamesBoth() throws Exception {
    CommandLineRun run = run(VARIABLE, "status", "--token-file", token());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "error: --token-file (or FLEET_TOKEN_FILE) and FLEET_TOKEN each give a token, and one"
                + " call has one; leave one of them\n");
    assertThat(service.authorizations.headers).isEmpty();
  }

  @Test
  void aVariableThatIsEmptyGivesNoToken() throws Exception {
    assertThat(run(Map.of("FLEET_TOKEN", ""), "status", "--token-file", token()).exitCode())
        .isZero();
  }

  @Test
  void aTokenThatCannotBeHadIsToldInOneLine() {
    Path missing = directory.resolve("missing");

    CommandLineRun run =
        CommandLineRun.against(service, "execute", "health", "--token-file", missing.toString());

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .endsWith(
            "error: the token file '%s' cannot be read: there is no such file\n"
                .formatted(missing));
    assertThat(service.executions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fleet.example:8080", "192.0.2.1:8080", "0.0.0.0:8080", "127.0.0.1.example:1"})
  void noTokenIsSentInPlainTextToAnotherMachine(String server) {
    CommandLineRun run = run(VARIABLE, "status", "--server", server);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "error: no token is sent to %s in plain text, where others could take it; a service"
                .formatted(server))
        .contains("https://" + server);
  }

  @Test
  void overTlsTheTokenIsSent() throws Exception {
    TestCertificate made = TestCertificate.selfSigned("ip:127.0.0.1");
    Path certificate = Files.writeString(directory.resolve("tls.crt"), made.certificatePem());
    Path key = Files.writeString(directory.resolve("tls.key"), made.keyPem());
    Server tls =
        Grpc.newServerBuilderForPort(
                0, TlsServerCredentials.create(certificate.toFile(), key.toFile()))
            .addService(ServerInterceptors.intercept(service, service.authorizations))
            .build()
            .start();
    try {
      CommandLineRun run =
          run(
              VARIABLE,
              "status",
              "--certificate-authority",
              certificate.toString(),
              "--server",
              "https://127.0.0.1:" + tls.getPort());

      assertThat(run.err()).isEmpty();
      assertThat(service.authorizations.headers).containsExactly("Bearer of-the-environment");
    } finally {
      tls.shutdownNow();
    }
  }

  private String token() throws IOException {
    return Files.writeString(directory.resolve("token"), "of-a-file\n").toString();
  }

  /** Against the service, unless the arguments say where. */
  private CommandLineRun run(Map<String, String> environment, String... args) {
    Surroundings surroundings =
        new Surroundings(environment, directory, InstantSource.fixed(Instant.EPOCH), Thread::sleep);
    return CommandLineRun.of(
        surroundings,
        List.of(args).contains("--server") ? args : CommandLineRun.withServer(service, args));
  }
}
