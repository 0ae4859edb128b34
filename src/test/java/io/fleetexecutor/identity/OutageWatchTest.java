package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.testing.LogListener;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log tells of an issuer that is away and comes back. */
class OutageWatchTest {
  private static final Duration PAUSE = Duration.ofSeconds(OutageWatch.PAUSE_SECONDS);

  private final VirtualTime time = new VirtualTime();
  private final LogListener log = LogListener.to(OutageWatch.class.getName(), Level.ALL);
  private Uni<Caller> answer = Uni.createFrom().item(Caller.ANONYMOUS);
  private final OutageWatch watch =
      new OutageWatch(
          new TokenVerifier() {
            @Override
            public boolean isMeant(String token) {
              return true;
            }

            @Override
            public Uni<Caller> verify(String token) {
              return answer;
            }
          },
          time);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  private void fails(Exception failure) {
    answer = Uni.createFrom().failure(failure);
    watch.verify("token").onFailure().recoverWithNull().await().indefinitely();
  }

  private void isAway() {
    fails(new IssuerUnavailableException("it hangs", new IOException("timed\nout")));
  }

  private void answers() {
    answer = Uni.createFrom().item(Caller.ANONYMOUS);
    watch.verify("token").await().indefinitely();
  }

  @Test
  void anOutageIsToldOnceHoweverLongItIs() {
    for (int call = 0; call < 100; call++) {
      isAway();
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  void theWarningIsOneLineAndTheTraceIsForDebugging() {
    isAway();
    LogRecord warning = log.warnings().getFirst();
    assertThat(warning.getThrown()).isNull();
    assertThat(warning.getMessage() + Arrays.toString(warning.getParameters()))
        .contains("it hangs", "timed?out")
        .doesNotContain("\n");
    assertThat(log.heard())
        .filteredOn(line -> line.getThrown() instanceof IssuerUnavailableException)
        .allMatch(line -> line.getLevel().intValue() < Level.INFO.intValue())
        .hasSize(1);
  }

  @Test
  void theNextOutageIsToldAgainButNotAtOnce() {
    isAway();
    answers();
    isAway();
    assertThat(log.warnings()).hasSize(1);

    time.advance(PAUSE.minusMillis(1));
    isAway();
    assertThat(log.warnings()).hasSize(1);

    time.advance(Duration.ofMillis(1));
    isAway();
    assertThat(log.warnings()).hasSize(2);
  }

  @Test
  void aTokenThatIsNotAcceptedEndsNoOutage() {
    isAway();
    time.advance(PAUSE);
    fails(new UnauthenticatedException("it cannot be read"));
    isAway();
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  void whatStrangersCanBringAboutIsNoOutage() {
    fails(new IssuerBusyException("its keys were asked for a moment ago"));
    assertThat(log.warnings()).isEmpty();
    isAway();
    assertThat(log.warnings()).hasSize(1);
  }
}
