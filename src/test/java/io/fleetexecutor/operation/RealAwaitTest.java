package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.RealNamespace.configMap;
import static io.fleetexecutor.operation.RealNamespace.deployment;
import static io.fleetexecutor.operation.RealNamespace.json;
import static io.fleetexecutor.operation.RealNamespace.objects;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealCluster
class RealAwaitTest {
  private static RealNamespace namespace;

  @BeforeAll
  static void open() {
    namespace = new RealNamespace();
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  @Test
  void aRolloutIsAwaitedToItsEnd() {
    namespace.succeed(namespace.apply(deployment("web", 2, "nginx:1"), "test", false, true));
    JsonNode applied = namespace.get("deploy", "web");
    namespace.succeed(new Operation.RestartWorkload(namespace.ref("deploy", "web"), true));
    JsonNode restarted = namespace.get("deploy", "web");
    namespace.succeed(new Operation.ScaleWorkload(namespace.ref("deploy", "web"), 0, true));
    JsonNode scaled = namespace.get("deploy", "web");

    assertThat(applied.at("/status/availableReplicas").asInt()).isEqualTo(2);
    assertThat(restarted.at("/status/updatedReplicas").asInt()).isEqualTo(2);
    assertThat(restarted.at("/spec/template/metadata/annotations").toString())
        .contains("restartedAt");
    assertThat(scaled.at("/status/replicas").asInt(0)).isZero();
  }

  @Test
  void aRolloutThatCannotSucceedFailsWithItsReason() {
    String stuck =
        deployment("stuck", 1, "nginx:1")
            .replace("containers:", "nodeSelector: {no: where}\n      containers:");

    ClusterAnswer answer = namespace.run(namespace.apply(stuck, "test", false, true));

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("PROGRESS_DEADLINE_EXCEEDED");
    assertThat(answer.error().message()).contains("deployment " + namespace.name + "/stuck");
    assertThat(answer.changed()).isTrue();
    assertThat(objects(answer)).hasSize(1);
  }

  @Test
  void aConditionIsMetByAChangeThatComesLater() {
    AttemptNotes notes = new AttemptNotes();
    CompletableFuture<ClusterAnswer> waiting = start(notes, "later", "object.data.ready == 'yes'");
    await(notes, "it does not exist");
    namespace.succeed(namespace.apply(configMap("later", "other: x, ready", "no")));
    await(notes, "not true: object.data.ready == 'yes'");
    namespace.succeed(
        namespace.patch("cm", "later", PatchType.MERGE, "{\"data\":{\"ready\":null}}"));
    await(notes, "no such key: ready");
    namespace.succeed(
        namespace.patch("cm", "later", PatchType.MERGE, "{\"data\":{\"ready\":\"yes\"}}"));

    ClusterAnswer answer = waiting.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(json(objects(answer).getFirst()).at("/data/ready").asText()).isEqualTo("yes");
    assertThat(answer.changed()).isFalse();
  }

  @Test
  void theEndOfAnObjectIsAConditionToo() {
    namespace.succeed(namespace.apply(configMap("ending", "a", "1")));
    AttemptNotes notes = new AttemptNotes();
    CompletableFuture<ClusterAnswer> waiting = start(notes, "ending", "object == null");
    await(notes, "not true");
    namespace.succeed(namespace.delete("cm", "ending", false, true));

    ClusterAnswer answer = waiting.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(objects(answer)).isEmpty();
  }

  private static CompletableFuture<ClusterAnswer> start(
      AttemptNotes notes, String configMap, String expression) {
    var await =
        new Operation.AwaitCondition(
            namespace.ref("cm", configMap), expression, Duration.ofSeconds(1));
    return namespace
        .fleet
        .start(
            RealNamespace.CLUSTER,
            Fleet.spec(await, new OutputPolicy(Format.OBJECTS, 1 << 20)),
            notes)
        .subscribeAsCompletionStage();
  }

  private static void await(AttemptNotes notes, String waitingFor) {
    Awaitility.await()
        .atMost(Fleet.LIMIT)
        .untilAsserted(() -> assertThat(notes.waitingFor()).contains(waitingFor));
  }
}
