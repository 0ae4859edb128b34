package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many of eight workers the executions of a caller have, with more clusters than that. */
class WorkersOfCallersTest {
  private final FakeFleet fleet = FakeFleet.of(10, number -> Duration.ofDays(365));
  private final Executions executions = fleet.executions(8);

  private int runningOnceStartedBy(Caller caller) {
    executions
        .start(
            new StartRequest(
                new NewSpec(FakeFleet.spec(RolloutPolicy.DEFAULT)),
                "",
                "",
                Access.open(true).grants(caller),
                FakeFleet.CALLER))
        .await()
        .indefinitely();
    return fleet.running.get();
  }

  @Test
  void aCallerHasThreeQuartersWithHoweverManyExecutionsAndOthersTheirFirst() {
    assertThat(runningOnceStartedBy(Caller.named("jane"))).isEqualTo(6);
    assertThat(runningOnceStartedBy(Caller.named("jane"))).isEqualTo(6);
    assertThat(runningOnceStartedBy(Caller.named("joe"))).isEqualTo(7);
    assertThat(runningOnceStartedBy(Caller.named("ann"))).isEqualTo(8);
  }

  @Test
  void whoeverHasNotSaidWhoTheyAreHasAll() {
    assertThat(runningOnceStartedBy(Caller.ANONYMOUS)).isEqualTo(8);
  }
}
