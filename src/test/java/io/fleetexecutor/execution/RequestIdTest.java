package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestIdTest {
  private final FakeFleet fleet = FakeFleet.of(3, number -> millis(100));
  private final Executions executions = fleet.executions(3);

  @Test
  void theSameRequestAgainAttachesWhileItRunsAndAfterItsEnd() {
    String id = start("id", "spec");
    assertThat(start("id", "spec")).isEqualTo(id);
    toEnd(fleet, watch(fleet, executions, id));
    assertThat(start("id", "spec")).isEqualTo(id);
    assertThat(fleet.started).hasValue(3);
  }

  @Test
  void anotherRequestWithTheSameIdIsRefused() {
    String id = start("id", "spec");
    assertThatThrownBy(() -> start("id", "another"))
        .isInstanceOf(RequestIdReusedException.class)
        .hasMessageContaining("id")
        .hasMessageContaining(id);
  }

  @Test
  void nobodyLearnsWhichExecutionSomebodyElseHasStarted() {
    String id = start("id", "spec");
    for (Caller other :
        List.of(Caller.named("jane"), new Caller("test", List.of(), "another uid"))) {
      assertThatThrownBy(() -> start("id", "another", Access.open(true).grants(other)))
          .isInstanceOf(RequestIdReusedException.class)
          .message()
          .doesNotContain(id);
    }
  }

  @Test
  void requestsWithoutAnIdAreAlwaysNew() {
    assertThat(start("", "spec")).isNotEqualTo(start("", "spec"));
  }

  @Test
  void attachingIsPossibleWhileDraining() {
    String id = start("id", "spec");
    executions.drain(Duration.ofSeconds(1)).subscribe().with(done -> {});
    assertThat(start("id", "spec")).isEqualTo(id);
    assertThatThrownBy(() -> start("new", "spec")).isInstanceOf(DrainingException.class);
  }

  private String start(String requestId, String fingerprint) {
    return start(requestId, fingerprint, Access.open(true).grants(Caller.named("test")));
  }

  private String start(String requestId, String fingerprint, Grants grants) {
    var source = new NewSpec(FakeFleet.spec(RolloutPolicy.DEFAULT));
    return executions
        .start(new StartRequest(source, requestId, fingerprint, grants, FakeFleet.CALLER))
        .await()
        .indefinitely();
  }
}
