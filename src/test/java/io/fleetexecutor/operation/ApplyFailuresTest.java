package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the objects after one that could not be applied. */
class ApplyFailuresTest {
  private static final String PODS = "/api/v1/namespaces/mine/pods/";
  private static final String CHANGE = "?force=false&fieldManager=test";

  private final FakeApiServer server = new FakeApiServer();
  private final AttemptNotes notes = new AttemptNotes();

  @AfterEach
  void close() {
    server.close();
  }

  private static String pod(String name) {
    return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%s\"}}"
        .formatted(name);
  }

  /** Of three pods, none of which is there, the second is answered with this status. */
  private ClusterAnswer applyWith(int status) {
    for (String name : List.of("a", "b", "c")) {
      server.on(
          PODS + name,
          404,
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"reason\":\"NotFound\",\"code\":404,"
              + "\"message\":\"pods \\\"%s\\\" not found\"}".formatted(name));
      server.on(PODS + name + CHANGE, 201, pod(name));
    }
    server.on(PODS + "b" + CHANGE, status, "no");
    List<Manifest> manifests =
        Stream.of("a", "b", "c")
            .map(name -> new Manifest("v1", "Pod", "", name, pod(name)))
            .toList();
    Operation apply = new Operation.ApplyManifests("", manifests, "test", false, false, "");
    return notes.complete(
        server
            .fleet
            .start("c", Fleet.spec(apply, new OutputPolicy(Format.OBJECTS, 1 << 20)), notes)
            .await()
            .atMost(Fleet.LIMIT));
  }

  private static void assertCreated(ClusterAnswer answer, String... names) {
    assertThat(((KubernetesObjects) requireNonNull(answer.output())).objects())
        .allSatisfy(object -> assertThat(object.change()).isEqualTo(Change.CREATED))
        .extracting(object -> object.ref().objectName())
        .containsExactly(names);
    assertThat(answer.changed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409, 422, 500})
  void whatIsRefusedOrBreaksTheApiServerHindersNoOtherObject(int status) {
    ClusterAnswer answer = applyWith(status);

    assertCreated(answer, "a", "c");
    assertThat(requireNonNull(answer.error()).httpStatus()).isEqualTo(status);
    assertThat(answer.error().message()).startsWith("pod b: HTTP " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 502, 504})
  void troubleWithTheClusterEndsIt(int status) {
    ClusterAnswer answer = applyWith(status);

    assertCreated(answer, "a");
    assertThat(requireNonNull(answer.error()).httpStatus()).isEqualTo(status);
    assertThat(server.requests).doesNotContain(PODS + "c" + CHANGE);
  }

  @Test
  void nobodyKnowsOfTheOneThatGot500() {
    ClusterAnswer answer = applyWith(500);

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(answer.outcomeUnknown()).isTrue();
  }
}
