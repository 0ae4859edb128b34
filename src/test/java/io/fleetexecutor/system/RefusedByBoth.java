package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;

/**
 * Is refused by kubectl and by the service themselves, each in its own words.
 *
 * @param words of kubectl
 * @param reason of the service
 * @param message of the service
 */
record RefusedByBoth(String command, String words, String reason, String message, Requests request)
    implements Comparison {

  @Override
  public void compare(BothClients clients) {
    KubectlRun refused = clients.kubectl().run(command);
    ClusterResult result = clients.run(request);

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains(words);
    assertThat(result.getState()).isEqualTo(State.STATE_FAILED);
    assertThat(result.getChanged()).isFalse();
    assertThat(result.getError().getReason()).isEqualTo(reason);
    assertThat(result.getError().getMessage()).isEqualTo(message);
  }
}
