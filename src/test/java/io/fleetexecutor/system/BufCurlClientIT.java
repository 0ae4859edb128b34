package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that knows no proto file runs Execute: it asks the service's reflection. */
class BufCurlClientIT extends ClientIT {
  private static final String GRPC = "--protocol grpc --http2-prior-knowledge";
  private static final String GRPC_WEB = "--protocol grpcweb";
  private static final String GRPC_WEB_HTTP_2 = "--protocol grpcweb --http2-prior-knowledge";

  @ParameterizedTest
  @ValueSource(strings = {GRPC, GRPC_WEB, GRPC_WEB_HTTP_2})
  void streamsFromAcceptedToFinished(String protocol) throws Exception {
    Output output = execute(protocol, TWELVE_CLUSTERS);

    assertThat(output.exitCode()).as(output.errors()).isZero();
    List<JsonNode> events =
        output.documents().stream().map(document -> document.path("event")).toList();
    assertThat(events.getFirst().has("executionAccepted")).isTrue();
    assertThat(events.getLast().has("executionFinished")).isTrue();
    assertThat(events).filteredOn(event -> event.has("clusterFinished")).hasSize(12);
    assertThat(events.getLast().at("/executionFinished/execution/summary/clusterCounts").toString())
        .isEqualTo(
            """
            {"totalCount":12,"completedCount":12,"succeededCount":10,"unreachableCount":1,\
            "deniedCount":1}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {GRPC, GRPC_WEB, GRPC_WEB_HTTP_2})
  void showsTheDetailsOfARefusal(String protocol) throws Exception {
    Output output = execute(protocol, TWO_VIOLATIONS);

    assertThat(output.exitCode()).as("3, INVALID_ARGUMENT, times 8").isEqualTo(3 << 3);
    assertThat(output.documents()).isEmpty();
    assertThat(output.errors()).contains("invalid_argument", "google.rpc.BadRequest");
  }

  private Output execute(String protocol, String request) throws Exception {
    List<String> command = new ArrayList<>(List.of("node_modules/.bin/buf", "curl"));
    command.addAll(List.of(protocol.split(" ")));
    command.addAll(List.of("-d", request, url() + "/fleet.executor.v1.FleetExecutor/Execute"));
    return run(command.toArray(String[]::new));
  }
}
