package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(2);
  private final List<String> granted = new ArrayList<>();

  @Test
  void permitsGoInTheOrderInWhichTheyWereAskedFor() {
    for (String name : List.of("a", "b", "c", "d")) {
      permits.acquire(() -> granted.add(name));
    }
    assertThat(granted).containsExactly("a", "b");
    assertThat(permits.inUse()).isEqualTo(2);
    assertThat(permits.waiting()).isEqualTo(2);
    permits.release();
    assertThat(granted).containsExactly("a", "b", "c");
    permits.release();
    assertThat(granted).containsExactly("a", "b", "c", "d");
    assertThat(permits.waiting()).isZero();
  }

  @Test
  void whoeverWithdrawsIsPassedOver() {
    Runnable second = () -> granted.add("second");
    permits.acquire(() -> granted.add("a"));
    permits.acquire(() -> granted.add("b"));
    permits.acquire(second);
    permits.acquire(() -> granted.add("third"));
    assertThat(permits.withdraw(second)).isTrue();
    assertThat(permits.withdraw(second)).isFalse();
    permits.release();
    assertThat(granted).containsExactly("a", "b", "third");
  }

  @Test
  void aCallbackIsNeverCalledOnTopOfAnother() {
    List<String> order = new ArrayList<>();
    permits.acquire(
        () -> {
          order.add("first begins");
          permits.acquire(() -> order.add("second"));
          order.add("first ends");
        });
    assertThat(order).containsExactly("first begins", "first ends", "second");
  }

  @Test
  void idleIsWhenEveryPermitIsBack() {
    permits.whenIdle(() -> granted.add("idle at once"));
    permits.acquire(() -> granted.add("a"));
    permits.acquire(() -> granted.add("b"));
    permits.whenIdle(() -> granted.add("idle"));
    permits.release();
    assertThat(granted).containsExactly("idle at once", "a", "b");
    permits.release();
    assertThat(granted).containsExactly("idle at once", "a", "b", "idle");
  }
}
