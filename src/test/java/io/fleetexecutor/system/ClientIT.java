package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.GetServerStatusRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The packaged service with a simulated fleet, and clients of it in processes of their own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ClientIT {
  /** Ten clusters that answer, one that forbids and one that cannot be reached. */
  static final String TWELVE_CLUSTERS =
      """
      {"spec": {
        "clusterSelector": {
          "names": ["demo-00?", "demo-011", "demo-012", "demo-013"], "expectedClusterCount": 12},
        "operation": {"listResources": {"kind": "deployments"}}}}
      """;

  /** One cluster at a time, ten of them slow: takes minutes, so that only a client ends it. */
  static final String LONG_EXECUTION =
      """
      {"spec": {
        "clusterSelector": {},
        "operation": {"checkHealth": {}},
        "rolloutPolicy": {"maxParallelClusters": {"count": 1}}}}
      """;

  /** Has neither a selector nor a kind of operation. */
  static final String TWO_VIOLATIONS =
      """
      {"spec": {"operation": {}}}
      """;

  private static final Path DIRECTORY = Path.of("src/test/node");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ServiceProcess service;

  /** What a client printed. */
  record Output(int exitCode, List<JsonNode> documents, String errors) {
    /** The one document of a client that succeeded. */
    JsonNode document() {
      assertThat(exitCode).as(errors).isZero();
      assertThat(documents).hasSize(1);
      return documents.getFirst();
    }
  }

  @BeforeAll
  void startService() throws IOException {
    service = ServiceProcess.start(environment());
  }

  @AfterAll
  void stopService() {
    service.close();
  }

  Map<String, String> environment() {
    return Map.of("FLEET_DEMO_CLUSTERS", "120");
  }

  String url() {
    return "http://127.0.0.1:" + service.port();
  }

  Output run(String... command) throws IOException, InterruptedException {
    Path out = Transcript.file("client", ".json");
    Path errors = Transcript.file("client", ".log");
    Process client =
        new ProcessBuilder(command)
            .directory(DIRECTORY.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(client.waitFor(2, TimeUnit.MINUTES)).as("%s ended", List.of(command)).isTrue();
    } finally {
      client.destroyForcibly();
    }
    try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(out.toFile())) {
      return new Output(client.exitValue(), documents.readAll(), Files.readString(errors));
    }
  }

  void awaitNoRunningExecution() {
    var stub = FleetExecutorGrpc.newBlockingStub(service.channel());
    Awaitility.await("the execution ended with the call")
        .until(
            () ->
                stub.getServerStatus(GetServerStatusRequest.getDefaultInstance())
                    .getRunningExecutionCount(),
            count -> count == 0);
  }
}
