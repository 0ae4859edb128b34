package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.time.Duration;

/** Fails with kubectl at once; the service waits for the object, too, as its expression has it. */
record MissingIsAwaited() implements Comparison {

  @Override
  public String command() {
    return "wait configmap none --for=jsonpath={.data.a}=2 -n " + ReadComparisons.NAMESPACE;
  }

  @Override
  public void compare(BothClients clients) {
    KubectlRun failed = clients.kubectl().run(command());
    ClusterResult result =
        clients.run(
            ChangeRequests.await(
                    ChangeRequests.ref(ReadComparisons.NAMESPACE, "configmap/none"),
                    "object.data.a == '2'")
                .attemptTimeout(Duration.ofSeconds(1)));

    assertThat(failed.exitCode()).isNotZero();
    assertThat(failed.err()).contains("(NotFound)");
    assertThat(result.getState()).isEqualTo(State.STATE_TIMED_OUT);
    assertThat(result.getError().getMessage()).contains("it does not exist");
  }
}
