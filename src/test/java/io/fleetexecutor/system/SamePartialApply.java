package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;

/** Applies what it can where the first of two objects is refused, and leaves the same behind. */
record SamePartialApply(String given, String refused, String applied) implements Comparison {
  private static final String OF_KUBECTL = "kubectl-partial";
  private static final String OF_SERVICE = "service-partial";
  private static final String KINDS = "configmaps,deployments.apps";

  @Override
  public String command() {
    return "apply --server-side -f - -n " + OF_KUBECTL;
  }

  @Override
  public void compare(BothClients clients) {
    clients.prepare(OF_KUBECTL, given);
    clients.prepare(OF_SERVICE, given);
    String manifests = refused + "---\n" + applied;

    KubectlRun run = clients.kubectl().run(command(), manifests);
    ClusterResult result =
        clients.run(ChangeRequests.of(ChangeRequests.manifests(OF_SERVICE, manifests)));

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("Apply failed with 1 conflict");
    assertThat(result.getState()).isEqualTo(State.STATE_FAILED);
    assertThat(result.getError().getReason()).isEqualTo("CONFLICT");
    assertThat(result.getChanged()).isTrue();
    KubectlWords.assertSame(result, run);
    clients.awaitSameContent(KINDS, OF_SERVICE, OF_KUBECTL);
  }
}
