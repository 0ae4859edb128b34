package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log tells of an issuer that is away and comes back. */
class OutageWatchTest {
  private static final Logger LOGGER = Logger.getLogger(OutageWatch.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(OutageWatch.PAUSE_SECONDS);

  private final VirtualTime time = new VirtualTime();
  private final List<LogRecord> told = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          told.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
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

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setLevel(Level.ALL);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.removeHandler(handler);
    LOGGER.setLevel(null);
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

  private List<LogRecord> warnings() {
    return told.stream()
        .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
        .toList();
  }

  @Test
  void anOutageIsToldOnceHoweverLongItIs() {
    for (int call = 0; call < 100; call++) {
      isAway();
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void theWarningIsOneLineAndTheTraceIsForDebugging() {
    isAway();
    LogRecord warning = warnings().getFirst();
    assertThat(warning.getThrown()).isNull();
    assertThat(warning.getMessage() + Arrays.toString(warning.getParameters()))
        .contains("it hangs", "timed?out")
        .doesNotContain("\n");
    assertThat(told)
        .filteredOn(line -> line.getThrown() instanceof IssuerUnavailableException)
        .allMatch(line -> line.getLevel().intValue() < Level.INFO.intValue())
        .hasSize(1);
  }

  @Test
  void theNextOutageIsToldAgainButNotAtOnce() {
    isAway();
    answers();
    isAway();
    assertThat(warnings()).hasSize(1);

    time.advance(PAUSE.minusMillis(1));
    isAway();
    assertThat(warnings()).hasSize(1);

    time.advance(Duration.ofMillis(1));
    isAway();
    assertThat(warnings()).hasSize(2);
  }

  @Test
  void aTokenThatIsNotAcceptedEndsNoOutage() {
    isAway();
    time.advance(PAUSE);
    fails(new UnauthenticatedException("it cannot be read"));
    isAway();
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void whatStrangersCanBringAboutIsNoOutage() {
    fails(new IssuerBusyException("its keys were asked for a moment ago"));
    assertThat(warnings()).isEmpty();
    isAway();
    assertThat(warnings()).hasSize(1);
  }
}
