package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one owner may have of a cluster and of the workers, with however many streams. */
class OwnerShareTest {

  /** Of each a request by a stream of its own; in cluster c, or each in another. */
  private static void ask(Desk desk, String owner, int requests, boolean isOneCluster) {
    for (int i = 0; i < requests; i++) {
      desk.ask(owner, new Share("stream " + i, owner), isOneCluster ? "c" : owner + i);
    }
  }

  private static Desk slots() {
    return new Desk(100, 8);
  }

  private static Desk workers() {
    return new Desk(8, Integer.MAX_VALUE);
  }

  private static List<String> times(int count, String owner) {
    return IntStream.range(0, count).mapToObj(i -> owner).toList();
  }

  @Test
  void ofEightSlotsOneOwnerHasSixAndTwoOthersTheLast() {
    Desk desk = slots();
    ask(desk, "many", 20, true);
    assertThat(desk.granted()).isEqualTo(times(6, "many"));
    ask(desk, "second", 2, true);
    ask(desk, "third", 2, true);
    ask(desk, "fourth", 2, true);
    assertThat(desk.granted().subList(6, desk.granted().size())).containsExactly("second", "third");
    assertThat(desk.permits.waiting()).isEqualTo(14 + 1 + 1 + 2);
  }

  @Test
  void ofEightWorkersOneOwnerHasSixAndTwoOthersTheLast() {
    Desk desk = workers();
    ask(desk, "many", 20, false);
    assertThat(desk.granted()).isEqualTo(times(6, "many"));
    ask(desk, "second", 2, false);
    ask(desk, "third", 2, false);
    ask(desk, "fourth", 2, false);
    assertThat(desk.granted().subList(6, desk.granted().size())).containsExactly("second", "third");
    assertThat(desk.permits.inUse()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,3", "7,6", "8,6", "256,192"})
  void theLastQuarterIsRoundedDown(int places, int most) {
    Desk slots = new Desk(1_000, places);
    ask(slots, "many", 300, true);
    assertThat(slots.permits.inUse()).isEqualTo(most);
    Desk workers = new Desk(places, Integer.MAX_VALUE);
    ask(workers, "many", 300, false);
    assertThat(workers.permits.inUse()).isEqualTo(most);
  }

  @Test
  void streamsWithoutAnOwnerTakeEverything() {
    Desk slots = slots();
    ask(slots, "", 20, true);
    assertThat(slots.permits.inUse()).isEqualTo(8);
    Desk workers = workers();
    ask(workers, "", 20, false);
    assertThat(workers.permits.inUse()).isEqualTo(8);
  }

  @Test
  void whatEndsInAClusterGoesToWhomeverItIsFor() {
    Desk desk = slots();
    Request first = desk.ask("many", new Share("", "many"), "c");
    ask(desk, "many", 20, true);
    ask(desk, "second", 2, true);
    ask(desk, "third", 2, true);
    assertThat(desk.release(first)).as("two are free for who holds none").isEmpty();
    ask(desk, "fourth", 2, true);
    assertThat(desk.granted()).containsExactly("fourth");
    assertThat(desk.release()).isEmpty();
    assertThat(desk.release()).isEmpty();
    assertThat(desk.release()).containsExactly("many");
  }

  @Test
  void aWorkerThatComesFreeGoesToWhomeverItIsFor() {
    Desk desk = workers();
    Request first = desk.ask("many", new Share("", "many"), "first");
    ask(desk, "many", 20, false);
    ask(desk, "second", 2, false);
    ask(desk, "third", 2, false);
    assertThat(desk.release(first)).as("two are free for who holds none").isEmpty();
    ask(desk, "fourth", 2, false);
    assertThat(desk.granted()).containsExactly("fourth");
    assertThat(desk.release()).isEmpty();
    assertThat(desk.release()).isEmpty();
    assertThat(desk.release()).containsExactly("many");
  }

  @Test
  void whoeverGivesTheirLastBackIsNewAgain() {
    Desk slots = slots();
    ask(slots, "many", 20, true);
    Request only = slots.ask("second", new Share("", "second"), "c");
    slots.ask("second", new Share("", "second"), "c");
    assertThat(slots.release(only)).containsExactly("second");
    Desk workers = workers();
    ask(workers, "many", 20, false);
    only = workers.ask("second", new Share("", "second"), "c");
    workers.ask("second", new Share("", "second"), "c");
    assertThat(workers.release(only)).containsExactly("second");
  }

  @Test
  void whatIsHeldInOneClusterCountsInNoOther() {
    Desk desk = slots();
    ask(desk, "many", 20, true);
    for (int i = 0; i < 7; i++) {
      desk.ask("other " + i, new Share("", "other " + i), "full but for one");
    }
    desk.ask("many there", new Share("", "many"), "full but for one");
    assertThat(desk.granted()).endsWith("other 6", "many there");
  }

  @Test
  void inNoClusterOnlyTheWorkersCount() {
    Desk desk = new Desk(100, 2);
    for (int i = 0; i < 100; i++) {
      desk.ask("many", new Share("", "many"), "");
    }
    assertThat(desk.permits.inUse()).isEqualTo(75);
  }

  @Test
  void whoeverWithdrawsWhileOnlyNewcomersMayHaveAWorkerIsPassedOver() {
    Desk desk = workers();
    ask(desk, "many", 6, false);
    Request seventh = desk.ask("seventh", new Share("", "many"), "c");
    desk.ask("eighth", new Share("", "many"), "c");
    assertThat(desk.permits.withdraw(seventh)).isTrue();
    assertThat(desk.permits.withdraw(seventh)).isFalse();
    assertThat(desk.release()).containsExactly("eighth");
    assertThat(desk.permits.waiting()).isZero();
  }
}
