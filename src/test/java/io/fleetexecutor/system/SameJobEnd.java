package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.time.Duration;

/**
 * Waits for the end of the job "work", side by side in one namespace: kubectl for a condition, the
 * service for all that it applied to be ready.
 *
 * @param cause the command that ends the job; empty: it ends by itself
 */
record SameJobEnd(String namespace, String condition, String manifest, String cause)
    implements Comparison {

  @Override
  public String command() {
    return "wait job work --for=condition=%s -n %s".formatted(condition, namespace);
  }

  @Override
  public void compare(BothClients clients) {
    clients.prepare(namespace, "");
    ExecutionStream stream =
        clients.start(
            ChangeRequests.of(ChangeRequests.manifests(namespace, manifest).setAwaitReady(true)));
    String inNamespace = " -n " + namespace;
    clients.kubectl().run("wait job work --for=create" + inNamespace).succeeded();
    Kubectl.Started waiting = clients.kubectl().start(command(), "");
    if (!cause.isEmpty()) {
      assertThat(stream.endsWithin(Duration.ZERO)).isFalse();
      clients.kubectl().run(cause + inNamespace).succeeded();
    }

    waiting.await().succeeded();
    ClusterResult result = BothClients.finished(stream);
    assertThat(result.getChanged()).isTrue();
    if (condition.equals("Complete")) {
      assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_SUCCEEDED);
    } else {
      JsonNode told = condition(clients);
      assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_FAILED);
      assertThat(result.getError().getReason())
          .isEqualTo(SameRefusal.reason(told.path("reason").asText()));
      assertThat(result.getError().getMessage())
          .contains("job " + namespace + "/work", told.path("message").asText());
    }
  }

  private JsonNode condition(BothClients clients) {
    KubectlRun read = clients.kubectl().run("get job work -o json -n " + namespace).succeeded();
    JsonNode conditions = read.objects().getFirst().at("/status/conditions");
    assertThat(conditions).hasSize(1);
    assertThat(conditions.get(0).path("type").asText()).isEqualTo(condition);
    return conditions.get(0);
  }
}
