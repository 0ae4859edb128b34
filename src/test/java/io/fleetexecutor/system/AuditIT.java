package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.testing.Confidential;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.Wave;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put on record of calls and executions. */
class AuditIT {
  private static final String POLICY =
      """
      roles:
        change: [{permissions: [reads, changes, raw_request, raw_read, view_executions]}]
      bindings: [{role: change, groups: [admins]}]
      """;
  private static final String SECRET = base64(Confidential.value());
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("audit.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private List<JsonNode> lines(String event) throws IOException {
    return lines().stream().filter(line -> line.path("event").asText().equals(event)).toList();
  }

  private KnownCallers start(Path audit) throws IOException {
    return new KnownCallers(
        directory,
        POLICY,
        Map.of("FLEET_DEMO_CLUSTERS", "3", "FLEET_AUDIT_FILE", audit.toString()));
  }

  private static ExecuteRequest apply() {
    ExecuteRequest.Builder request =
        ChangeRequests.apply(
            "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: " + SECRET + "}}")
            .build()
            .toBuilder();
    request.getSpecBuilder().setReason("ticket 42");
    return request.build();
  }

  @Test
  void whoDidWhatWhereWhyAndWithWhatResultIsOnRecordAndNothingSecret() throws Exception {
    String token;
    StringBuilder told = new StringBuilder();
    try (KnownCallers callers = start(directory.resolve("audit.jsonl"))) {
      token = callers.token("root", "admins");
      var stub = io.fleetexecutor.v1.FleetExecutorGrpc.newBlockingStub(callers.channel(token));
      stub.execute(apply()).forEachRemaining(told::append);
      ExecutionCalls executions = new ExecutionCalls(stub);
      executions.list().forEach(each -> told.append(executions.get(each.getName())));
      Refusal.of(
          () -> callers.as("mallory").getServerStatus(GetServerStatusRequest.getDefaultInstance()));
      Awaitility.await().until(() -> lines("call").size() >= 2);
      told.append(callers.service().log());
    }

    JsonNode accepted = lines("execution_accepted").getFirst();
    assertThat(accepted.path("caller").asText()).isEqualTo("root");
    assertThat(accepted.path("groups").toString()).isEqualTo("[\"admins\"]");
    assertThat(accepted.path("reason").asText()).isEqualTo("ticket 42");
    assertThat(accepted.path("clusters")).hasSize(3);
    JsonNode ended = lines("execution_ended").getFirst();
    assertThat(ended.path("execution").asText()).isEqualTo(accepted.path("execution").asText());
    assertThat(ended.path("state").asText()).isIn("FAILED", "SUCCEEDED");
    assertThat(ended.path("counts").isObject()).isTrue();
    JsonNode call =
        lines("call").stream()
            .filter(line -> line.path("method").asText().equals("Execute"))
            .findFirst()
            .orElseThrow();
    assertThat(call.path("code").asText()).isEqualTo("OK");
    assertThat(call.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(call.path("execution").asText()).isEqualTo(accepted.path("execution").asText());
    assertThat(call.path("request").path("spec").path("operation").has("applyManifests")).isTrue();
    JsonNode refused =
        lines("call").stream()
            .filter(line -> line.path("caller").asText().equals("mallory"))
            .findFirst()
            .orElseThrow();
    assertThat(refused.path("code").asText()).isEqualTo("PERMISSION_DENIED");
    told.append(Files.readString(directory.resolve("audit.jsonl")));
    assertThat(told.toString()).contains("ticket 42", "REDACTED").doesNotContain(SECRET, token);
  }

  @Test
  void whoLetsAnExecutionGoOnIsOnRecordBeforeItDoes() throws Exception {
    try (KnownCallers callers = start(directory.resolve("audit.jsonl"))) {
      var stub = callers.as("root", "admins");
      var stream =
          ExecutionStream.start(
              callers.channel(callers.token("root", "admins")),
              Requests.list("pods")
                  .waves(
                      Wave.newBuilder()
                          .setSize(CountOrPercent.newBuilder().setCount(1))
                          .setApprovalRequired(true)
                          .build())
                  .build());
      ExecutionCalls executions = new ExecutionCalls(stub);
      Awaitility.await()
          .until(
              () -> executions.get(stream.execution()).getState() == Execution.State.STATE_PAUSED);
      executions.resume(stream.execution(), "looks good");

      JsonNode asked = lines("execution_resume_asked").getFirst();
      assertThat(asked.path("caller").asText()).isEqualTo("root");
      assertThat(asked.path("groups").toString()).isEqualTo("[\"admins\"]");
      assertThat(asked.path("reason").asText()).isEqualTo("looks good");
      assertThat(asked.path("execution").asText()).isEqualTo(stream.execution());
    }
  }

  @Test
  void whatIsWrongWithAManifestIsNotOnRecordWithWhatIsInIt() throws Exception {
    var apply =
        ChangeRequests.apply(
            "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: !not-for-the-record x}}");
    try (KnownCallers callers = start(directory.resolve("audit.jsonl"))) {
      var stub = callers.as("root", "admins");
      Refusal refusal = Refusal.of(() -> stub.execute(apply.build()).next());
      assertThat(refusal.message()).contains("!not-for-the-record");
      Awaitility.await().until(() -> !lines("call").isEmpty());
    }

    assertThat(lines("call").getFirst().path("code").asText()).isEqualTo("INVALID_ARGUMENT");
    assertThat(Files.readString(directory.resolve("audit.jsonl")))
        .doesNotContain("not-for-the-record");
  }

  @Test
  void nothingIsStartedThatCannotBePutOnRecord() throws Exception {
    try (KnownCallers callers = start(Path.of("/dev/full"))) {
      var stub = callers.as("root", "admins");
      Refusal refusal = Refusal.of(() -> stub.execute(apply()).next());
      assertThat(refusal.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(refusal.reason()).isEqualTo("AUDIT_UNAVAILABLE");
      assertThat(new ExecutionCalls(stub).list()).isEmpty();
    }
  }
}
