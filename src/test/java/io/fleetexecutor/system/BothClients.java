package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The service and kubectl, on the same cluster and as the same user. */
record BothClients(Kubectl kubectl, ServiceProcess service) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  ExecutionStream start(Requests request) {
    return ExecutionStream.start(service.channel(), request.on("cluster-1").build());
  }

  ClusterResult run(Requests request) {
    return finished(start(request));
  }

  static ClusterResult finished(ExecutionStream stream) {
    stream.awaitFinished();
    return stream.result("cluster-1");
  }

  ClusterResult succeed(Requests request) {
    ClusterResult result = run(request);
    assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_SUCCEEDED);
    return result;
  }

  /** A new namespace with this content, which may be empty. */
  void prepare(String namespace, String content) {
    kubectl.run("create namespace " + namespace).succeeded();
    if (!content.isEmpty()) {
      kubectl
          .run("apply --server-side --field-manager=owner -f - -n " + namespace, content)
          .succeeded();
    }
  }

  /** Controllers go on with what was begun. */
  void awaitSameContent(String kinds, String namespace, String other) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(content(kinds, namespace)).isEqualTo(content(kinds, other)));
  }

  /**
   * @param objects how many of these kinds there are in the end
   */
  void awaitSameContent(String kinds, String namespace, String other, int objects) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(content(kinds, namespace))
                    .isEqualTo(content(kinds, other))
                    .hasSize(objects));
  }

  private List<JsonNode> content(String kinds, String namespace) {
    String get = "get %s -o json --show-managed-fields -n %s".formatted(kinds, namespace);
    return ComparedObjects.of(kubectl.run(get).succeeded().objects(), namespace);
  }
}
