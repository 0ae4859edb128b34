package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairShareTest {
  private final Share big = new Share();
  private final Share small = new Share();
  private final Share third = new Share();

  @Test
  void aSmallStreamGetsTheNextWorkersHoweverManyTasksOfABigOneWait() {
    var desk = new Desk(10, Integer.MAX_VALUE);
    for (int i = 0; i < 1_000; i++) {
      desk.ask("big " + i, big, "c" + i);
    }
    for (int i = 0; i < 3; i++) {
      desk.ask("small " + i, small, "c" + i);
    }
    assertThat(desk.release()).containsExactly("small 0");
    assertThat(desk.release()).containsExactly("small 1");
    assertThat(desk.release()).containsExactly("small 2");
    assertThat(desk.release()).containsExactly("big 10");
  }

  @Test
  void theWorkersEndUpEvenlyShared() {
    var desk = new Desk(6, Integer.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      desk.ask("big", big, "c");
    }
    for (int i = 0; i < 20; i++) {
      desk.ask("small", small, "c");
      desk.ask("third", third, "c");
    }
    List<String> given = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      given.addAll(desk.release());
    }
    assertThat(given).containsExactly("small", "third", "small", "third");
    given.clear();
    for (int i = 0; i < 6; i++) {
      given.addAll(desk.release());
    }
    assertThat(given).containsExactlyInAnyOrder("big", "big", "small", "small", "third", "third");
  }

  @Test
  void streamsWithEqualNumbersOfWorkersTakeTurns() {
    var desk = new Desk(1, Integer.MAX_VALUE);
    for (int i = 0; i < 2; i++) {
      desk.ask("big", big, "c");
      desk.ask("small", small, "c");
      desk.ask("third", third, "c");
    }
    List<String> given = new ArrayList<>(desk.granted());
    for (int i = 0; i < 5; i++) {
      given.addAll(desk.release());
    }
    assertThat(given).containsExactly("big", "small", "third", "big", "small", "third");
  }

  @Test
  void aStreamThatComesBackWaitsBehindThoseThatWaitAlready() {
    var desk = new Desk(1, Integer.MAX_VALUE);
    desk.ask("third", third, "c");
    desk.ask("big 1", big, "c");
    desk.ask("big 2", big, "c");
    desk.ask("small 1", small, "c");
    assertThat(desk.release()).containsExactly("big 1");
    assertThat(desk.release()).containsExactly("small 1");
    desk.ask("third again", third, "c");
    assertThat(desk.release()).containsExactly("big 2");
    assertThat(desk.release()).containsExactly("third again");
  }
}
