package io.fleetexecutor.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private static final CallerKey JANE = CallerKey.of(Caller.named("jane"), "");
  private static final CallerKey JOHN = CallerKey.of(Caller.named("john"), "");

  @Test
  void oneCallerHasItsShareAndAllHaveNoMoreThanThereIs() {
    var budget = new ByteBudget(100, 60);
    ByteBudget.Account jane = budget.account(JANE);
    ByteBudget.Account more = budget.account(JANE);
    ByteBudget.Account john = budget.account(JOHN);

    assertThat(jane.hold(61)).isFalse();
    assertThat(jane.hold(50)).isTrue();
    assertThat(more.hold(11)).isFalse();
    assertThat(more.hold(10)).isTrue();
    assertThat(john.hold(41)).isFalse();
    assertThat(john.hold(40)).isTrue();

    more.release();
    more.release();
    assertThat(john.hold(51)).isFalse();
    assertThat(john.hold(50)).isTrue();
    assertThat(jane.hold(20)).isTrue();
    assertThat(more.hold(30)).isTrue();
  }

  @RepeatedTest(20)
  void whoeverAsksAtOnceNoMoreIsHeldThanThereIs() throws Exception {
    var budget = new ByteBudget(1_000, 700);
    var held = new AtomicLong();
    List<Future<?>> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        ByteBudget.Account account = budget.account(i % 2 == 0 ? JANE : JOHN);
        var random = new Random(i);
        all.add(threads.submit(() -> holdAndRelease(account, random, held)));
      }
    }
    for (Future<?> each : all) {
      each.get();
    }

    assertThat(budget.account(JANE).hold(700)).isTrue();
    assertThat(budget.account(JOHN).hold(300)).isTrue();
    assertThat(budget.account(JOHN).hold(1)).isFalse();
  }

  private static void holdAndRelease(ByteBudget.Account account, Random random, AtomicLong held) {
    for (int i = 0; i < 2_000; i++) {
      int bytes = random.nextInt(1, 400);
      if (account.hold(bytes)) {
        assertThat(held.addAndGet(bytes)).isLessThanOrEqualTo(1_000);
        held.addAndGet(-bytes);
        account.release();
      }
    }
  }
}
