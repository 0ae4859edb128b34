package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(2, Integer.MAX_VALUE);
  private final Share stream = new Share();
  private final List<String> granted = new ArrayList<>();

  @Test
  void withinAStreamPermitsGoInTheOrderInWhichTheyWereAskedFor() {
    Request a = ask("a");
    Request b = ask("b");
    ask("c");
    ask("d");
    assertThat(granted).containsExactly("a", "b");
    assertThat(permits.inUse()).isEqualTo(2);
    assertThat(permits.waiting()).isEqualTo(2);
    permits.release(a);
    assertThat(granted).containsExactly("a", "b", "c");
    permits.release(b);
    assertThat(granted).containsExactly("a", "b", "c", "d");
    assertThat(permits.waiting()).isZero();
  }

  @Test
  void whoeverWithdrawsIsPassedOver() {
    Request a = ask("a");
    ask("b");
    Request second = ask("second");
    ask("third");
    assertThat(permits.withdraw(a)).isFalse();
    assertThat(permits.withdraw(second)).isTrue();
    assertThat(permits.withdraw(second)).isFalse();
    permits.release(a);
    assertThat(granted).containsExactly("a", "b", "third");
  }

  @Test
  void whoeverHasNotAskedCannotWithdraw() {
    assertThat(permits.withdraw(new Request(stream, "c", () -> {}))).isFalse();
  }

  @Test
  void aCallbackIsNeverCalledOnTopOfAnother() {
    List<String> order = new ArrayList<>();
    permits.acquire(
        new Request(
            stream,
            "c",
            () -> {
              order.add("first begins");
              permits.acquire(new Request(stream, "c", () -> order.add("second")));
              order.add("first ends");
            }));
    assertThat(order).containsExactly("first begins", "first ends", "second");
  }

  @Test
  void idleIsWhenEveryPermitIsBack() {
    permits.whenIdle(() -> granted.add("idle at once"));
    Request a = ask("a");
    Request b = ask("b");
    permits.whenIdle(() -> granted.add("idle"));
    permits.release(a);
    assertThat(granted).containsExactly("idle at once", "a", "b");
    permits.release(b);
    assertThat(granted).containsExactly("idle at once", "a", "b", "idle");
  }

  private Request ask(String name) {
    Request request = new Request(stream, "c", () -> granted.add(name));
    permits.acquire(request);
    return request;
  }
}
