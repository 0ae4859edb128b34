package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartTest {
  private static final Instant NOW = Instant.ofEpochSecond(100);
  private static final UnderWay SECOND_ATTEMPT = UnderWay.started(NOW.minusSeconds(7)).again(2);

  @Test
  void aReadIsTriedAgain() {
    assertThat(Restart.event("prod-eu", SECOND_ATTEMPT, false, NOW))
        .isInstanceOfSatisfying(
            ClusterAttemptFailed.class,
            failed -> {
              assertThat(failed.cluster()).isEqualTo("prod-eu");
              assertThat(failed.attempt()).isEqualTo(2);
              assertThat(failed.error().reason()).isEqualTo("SERVER_RESTARTED");
            });
  }

  @Test
  void aChangeIsInterruptedAndNobodyKnowsWhetherItWasMade() {
    assertThat(Restart.event("prod-eu", SECOND_ATTEMPT, true, NOW))
        .isInstanceOfSatisfying(
            ClusterFinished.class,
            finished -> {
              assertThat(finished.result().state()).isEqualTo(ClusterState.INTERRUPTED);
              assertThat(finished.result().answer().outcomeUnknown()).isTrue();
              assertThat(finished.result().attemptCount()).isEqualTo(2);
              assertThat(finished.result().startTime()).isEqualTo(NOW.minusSeconds(7));
              assertThat(finished.result().duration()).isEqualTo(Duration.ofSeconds(7));
            });
  }

  @Test
  void aClockThatWasSetBackMakesNoNegativeDuration() {
    var before = UnderWay.started(NOW.plusSeconds(5));
    assertThat(before.duration(NOW)).isZero();
  }
}
