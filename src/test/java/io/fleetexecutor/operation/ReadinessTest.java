package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.json.StreamingJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what a cluster says of an object's state, a message quotes the start. */
class ReadinessTest {
  private static final String LONG = "x".repeat(1 << 20);
  private static final String START = "x".repeat(200) + "…";

  private static Verdict judge(String group, String kind, String object) {
    ApiResource resource =
        new ApiResource(new GroupVersion(group, "v1"), "", "", kind, List.of(), true);
    JsonNode json = StreamingJson.parse(object.getBytes(StandardCharsets.UTF_8));
    return Readiness.of(resource).orElseThrow().apply(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``    | Pod | {"status":{"phase":"Failed","reason":"Evicted","message":"%s"}}
          batch | Job | {"status":{"conditions":[{"type":"Failed","status":"True","reason":"Evicted","message":"%s"}]}}
          """)
  void theMessageOfAFailureIsShortened(String group, String kind, String object) {
    assertThat(judge(group, kind, object.formatted(LONG)))
        .isEqualTo(new Verdict.Failed("EVICTED", START));
    assertThat(judge(group, kind, object.formatted("the node was low on memory")))
        .isEqualTo(new Verdict.Failed("EVICTED", "the node was low on memory"));
  }

  @Test
  void soIsItsReason() {
    assertThat(judge("", "Pod", "{\"status\":{\"phase\":\"Failed\",\"reason\":\"" + LONG + "\"}}"))
        .isEqualTo(new Verdict.Failed("X".repeat(200) + "_", "the pod failed"));
  }

  @Test
  void andWhatItIsWaitedFor() {
    assertThat(judge("", "Pod", "{\"status\":{\"phase\":\"" + LONG + "\"}}"))
        .isEqualTo(Verdict.pending("the pod is %s and not ready", START));
    assertThat(
            judge(
                "apps",
                "StatefulSet",
                "{\"spec\":{\"replicas\":0},\"status\":{\"observedGeneration\":1,\"updateRevision\":\"%s\"}}"
                    .formatted(LONG)))
        .isEqualTo(Verdict.pending("0 replicas are at revision %s", START));
  }
}
