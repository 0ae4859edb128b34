package io.fleetexecutor.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private static final CallerKey JANE = key("jane");

  private final AtomicLong nanos = new AtomicLong(-5);
  private final RequestRate rate = new RequestRate(10, nanos::get);

  @Test
  void asManyAsInASecondMayComeAtOnceAndThenNoneUntilItsTime() {
    assertThat(permitted(JANE, 50)).isEqualTo(10);
    assertThat(rate.ask(JANE)).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(99));
    assertThat(rate.ask(JANE)).isEqualTo(Duration.ofMillis(1));
    pass(Duration.ofMillis(1));
    assertThat(permitted(JANE, 50)).isEqualTo(1);
  }

  @Test
  void overALongTimeItIsTheRate() {
    assertThat(permitted(JANE, 10)).isEqualTo(10);
    int permitted = 0;
    for (int i = 0; i < 60_000; i += 20) {
      pass(Duration.ofMillis(20));
      permitted += permitted(JANE, 3);
    }
    assertThat(permitted).isEqualTo(600);
  }

  @Test
  void aPauseGivesNoMoreThanASecondsWorth() {
    assertThat(permitted(JANE, 50)).isEqualTo(10);
    pass(Duration.ofMinutes(10));
    assertThat(permitted(JANE, 50)).isEqualTo(10);
  }

  @Test
  void callersHinderEachOtherNot() {
    assertThat(permitted(JANE, 50)).isEqualTo(10);
    assertThat(permitted(key("john"), 50)).isEqualTo(10);
  }

  @Test
  void whoAsksNoMoreIsForgotten() {
    for (int i = 0; i < 100; i++) {
      rate.ask(key("caller-" + i));
    }
    assertThat(rate.keptCount()).isEqualTo(100);
    pass(Duration.ofSeconds(1));
    assertThat(rate.keptCount()).isZero();
  }

  @Test
  void noMoreCallersAreKeptThanMayBe() {
    for (int i = 0; i < 50_000; i++) {
      rate.ask(key("caller-" + i));
    }
    assertThat(rate.keptCount()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void zeroIsNoLimit() {
    var unlimited = new RequestRate(0, nanos::get);
    for (int i = 0; i < 10_000; i++) {
      assertThat(unlimited.ask(JANE)).isZero();
    }
  }

  private int permitted(CallerKey caller, int attempts) {
    int permitted = 0;
    for (int i = 0; i < attempts; i++) {
      permitted += rate.ask(caller).isZero() ? 1 : 0;
    }
    return permitted;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static CallerKey key(String name) {
    return CallerKey.of(Caller.named(name), "");
  }
}
