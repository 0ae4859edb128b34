package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;

/**
 * Calls a rollout complete, or failed, no earlier and no later: the service waits for it, and then
 * kubectl looks once.
 */
record SameRollout(String namespace, String kind, String manifest) implements Comparison {

  @Override
  public String command() {
    return "rollout status %s web --watch=false -n %s".formatted(kind, namespace);
  }

  @Override
  public void compare(BothClients clients) {
    clients.prepare(namespace, "");
    ClusterResult result =
        clients.run(
            ChangeRequests.of(ChangeRequests.manifests(namespace, manifest).setAwaitReady(true)));
    KubectlRun status = clients.kubectl().run(command());

    if (status.exitCode() == 0) {
      assertThat(status.out()).doesNotContain("Waiting for").contains("roll");
      assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_SUCCEEDED);
    } else {
      assertThat(status.err()).contains("exceeded its progress deadline");
      assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_FAILED);
      assertThat(result.getError().getReason()).isEqualTo("PROGRESS_DEADLINE_EXCEEDED");
      // In the words of the condition that tells it.
      assertThat(result.getError().getMessage())
          .contains(kind + " " + namespace + "/web", "has timed out progressing");
    }
  }
}
