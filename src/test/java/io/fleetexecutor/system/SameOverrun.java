package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.time.Duration;

/** Waits in vain, and says so. */
record SameOverrun() implements Comparison {

  @Override
  public String command() {
    return "wait configmap config-1 --for=delete --timeout=1s -n " + ReadComparisons.NAMESPACE;
  }

  @Override
  public void compare(BothClients clients) {
    KubectlRun overran = clients.kubectl().run(command());
    ClusterResult result =
        clients.run(
            ChangeRequests.await(
                    ChangeRequests.ref(ReadComparisons.NAMESPACE, "configmap/config-1"),
                    "object == null")
                .attemptTimeout(Duration.ofSeconds(1)));

    assertThat(overran.exitCode()).isNotZero();
    assertThat(overran.err()).contains("timed out waiting");
    assertThat(result.getState()).isEqualTo(State.STATE_TIMED_OUT);
  }
}
