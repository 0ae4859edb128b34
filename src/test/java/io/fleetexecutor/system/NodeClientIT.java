package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Node clients with code generated from the proto files run Execute. */
class NodeClientIT extends ClientIT {
  private static final String GRPC = "execute.js grpc";
  private static final String GRPC_WEB_HTTP_2 = "execute.js grpc-web";
  private static final String GRPC_WEB_TEXT = "grpc-web-text.js";

  @ParameterizedTest
  @ValueSource(strings = {GRPC, GRPC_WEB_HTTP_2, GRPC_WEB_TEXT})
  void receivesEveryResultAndTheSummary(String client) throws Exception {
    JsonNode outcome = execute(client, TWELVE_CLUSTERS);

    assertThat(outcome.has("error")).isFalse();
    JsonNode events = outcome.path("events");
    assertThat(events.path(0).textValue()).isEqualTo("executionAccepted");
    assertThat(events.path(events.size() - 1).textValue()).isEqualTo("executionFinished");
    JsonNode results = outcome.path("results");
    assertThat(results.size()).isEqualTo(12);
    assertThat(results.path("clusters/demo-001").textValue()).isEqualTo("STATE_SUCCEEDED");
    assertThat(results.path("clusters/demo-011").textValue()).isEqualTo("STATE_DENIED");
    assertThat(results.path("clusters/demo-012").textValue()).isEqualTo("STATE_UNREACHABLE");
    assertThat(outcome.path("state").textValue()).isEqualTo("STATE_COMPLETED_WITH_FAILURES");
    assertThat(outcome.path("completedCount").intValue()).isEqualTo(12);
    assertThat(outcome.path("succeededCount").intValue()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {GRPC, GRPC_WEB_HTTP_2})
  void endsTheExecutionByCancelling(String client) throws Exception {
    JsonNode outcome = execute(client, LONG_EXECUTION, "cancel");

    assertThat(outcome.path("runningExecutionCount").intValue()).isEqualTo(1);
    assertThat(outcome.at("/error/code").textValue()).isEqualTo("Canceled");
    awaitNoRunningExecution();
  }

  @ParameterizedTest
  @ValueSource(strings = {GRPC, GRPC_WEB_HTTP_2, GRPC_WEB_TEXT})
  void readsWhichFieldsAreInvalid(String client) throws Exception {
    JsonNode error = execute(client, TWO_VIOLATIONS).path("error");

    assertThat(error.path("code").textValue()).isEqualTo("InvalidArgument");
    assertThat(error.path("reason").textValue()).isEqualTo("INVALID_REQUEST");
    assertThat(error.path("violations").findValuesAsText("field"))
        .containsExactly("spec.cluster_selector", "spec.operation");
  }

  private JsonNode execute(String client, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(client.split(" ")));
    command.add(url());
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new)).document();
  }
}
