package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCapTest {
  private final Desk desk = new Desk(10, 2);
  private final Share stream = new Share();
  private final Share other = new Share();

  @Test
  void aFullClusterHoldsUpNoOtherAndItsTasksHoldNoWorker() {
    desk.ask("a1", stream, "a");
    desk.ask("a2", other, "a");
    desk.ask("a3", stream, "a");
    desk.ask("a4", other, "a");
    desk.ask("b1", stream, "b");
    desk.ask("b2", other, "b");
    assertThat(desk.granted()).containsExactly("a1", "a2", "b1", "b2");
    assertThat(desk.permits.inUse()).isEqualTo(4);
    assertThat(desk.permits.waiting()).isEqualTo(2);
  }

  @Test
  void aSlotGoesToTheStreamWithTheFewestWorkers() {
    Request first = desk.ask("a1", stream, "a");
    desk.ask("a2", stream, "a");
    desk.ask("a3", stream, "a");
    desk.ask("a4", other, "a");
    assertThat(desk.release(first)).containsExactly("a4");
    assertThat(desk.release()).containsExactly("a3");
  }

  @Test
  void aTaskThatWaitedForItsClusterComesBeforeLaterOnesOfItsStream() {
    var narrow = new Desk(2, 1);
    Request a1 = narrow.ask("a1", stream, "a");
    narrow.ask("a2", stream, "a");
    Request b1 = narrow.ask("b1", stream, "b");
    narrow.ask("b2", stream, "b");
    narrow.ask("c1", stream, "c");
    narrow.ask("d1", stream, "d");
    assertThat(narrow.granted()).containsExactly("a1", "b1");
    assertThat(narrow.release(b1)).containsExactly("b2");
    assertThat(narrow.release(a1)).containsExactly("a2");
    assertThat(narrow.release()).containsExactly("c1");
  }

  @Test
  void whoeverWithdrawsWhileItsClusterIsFullIsPassedOver() {
    Request first = desk.ask("a1", stream, "a");
    desk.ask("a2", stream, "a");
    Request third = desk.ask("a3", stream, "a");
    desk.ask("a4", stream, "a");
    Request only = desk.ask("a5", other, "a");
    assertThat(desk.permits.withdraw(third)).isTrue();
    assertThat(desk.permits.withdraw(third)).isFalse();
    assertThat(desk.permits.withdraw(only)).isTrue();
    assertThat(desk.permits.waiting()).isEqualTo(1);
    assertThat(desk.release(first)).containsExactly("a4");
    assertThat(desk.release()).isEmpty();
    assertThat(desk.permits.waiting()).isZero();
  }

  @Test
  void aStreamThatWithdrewEverythingMayComeBack() {
    Request first = desk.ask("a1", stream, "a");
    desk.ask("a2", stream, "a");
    assertThat(desk.permits.withdraw(desk.ask("a3", other, "a"))).isTrue();
    desk.ask("a4", other, "a");
    assertThat(desk.release(first)).containsExactly("a4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aBlankNameIsOfNoCluster(String blank) {
    for (int i = 0; i < 4; i++) {
      desk.ask("x", stream, blank);
    }
    assertThat(desk.granted()).hasSize(4);
  }

  @Test
  void streamsAndClustersThatAreDoneLeaveNothing() {
    List<WeakReference<Object>> left = new ArrayList<>();
    desk.askAndKeep(stream, "full");
    desk.askAndKeep(stream, "full");
    for (int i = 0; i < 1_000; i++) {
      left.addAll(use("c" + i));
    }
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(left).allMatch(reference -> reference.get() == null);
            });
    assertThat(desk.permits.inUse()).isEqualTo(2);
  }

  /** In a cluster of its own, and in one that is full throughout. */
  private List<WeakReference<Object>> use(String cluster) {
    String owner = "owner of " + cluster;
    Share share = new Share("", owner);
    desk.ask("first", share, cluster);
    desk.ask("second", share, cluster);
    desk.ask("third", share, cluster);
    desk.permits.withdraw(desk.ask("full", share, "full"));
    assertThat(desk.release()).containsExactly("third");
    desk.release();
    desk.release();
    return List.of(
        new WeakReference<>(share), new WeakReference<>(cluster), new WeakReference<>(owner));
  }
}
