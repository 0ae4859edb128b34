package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.LogUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionSharesTest {
  private static final int ANY = Integer.MAX_VALUE;

  private final List<LogUsage> oldestFirst = new ArrayList<>();

  @Test
  void nothingGoesWhileAllIsWithinTheLimits() {
    have("a1:10 b1:20 a2:30");
    assertThat(excess(3, 60)).isEmpty();
    assertThat(excess(ANY, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void nothingIsInExcessWhereThereIsNothing() {
    assertThat(excess(0, 0)).isEmpty();
  }

  @Test
  void aSingleCallerLosesTheOldestFirst() {
    have("a1:10 a2:10 a3:10 a4:10 a5:10");
    assertThat(excess(3, ANY)).containsExactly("a1", "a2");
    assertThat(excess(ANY, 20)).containsExactly("a1", "a2", "a3");
    assertThat(excess(4, 20)).containsExactly("a1", "a2", "a3");
  }

  @Test
  void theCallerWithTheMostExecutionsLosesTheOldest() {
    have("a1:99 b1:1 b2:1 c1:99 b3:1 b4:1 c2:99");
    assertThat(excess(6, ANY)).containsExactly("b1");
    assertThat(excess(5, ANY)).containsExactly("b1", "b2");
  }

  @Test
  void amongEqualCountsTheCallerWithTheOldestExecutionLosesIt() {
    have("a1:1 b1:1 c1:1 b2:1 c2:1 c3:1 a2:1 b3:1");
    assertThat(excess(1, ANY)).containsExactly("b1", "c1", "a1", "b2", "c2", "c3", "a2");
  }

  @Test
  void theCallerWithTheMostBytesLosesTheOldest() {
    have("a1:10 a2:10 a3:10 b1:5 b2:100 c1:40");
    assertThat(excess(ANY, 174)).containsExactly("b1");
    assertThat(excess(ANY, 169)).containsExactly("b1", "b2");
    assertThat(excess(ANY, 69)).containsExactly("b1", "b2", "c1");
    assertThat(excess(ANY, 29)).containsExactly("b1", "b2", "c1", "a1");
  }

  @Test
  void amongEqualBytesTheCallerWithTheOldestExecutionLosesIt() {
    have("a1:10 b1:20 a2:10 b2:10 b3:10");
    assertThat(excess(ANY, 59)).containsExactly("b1");
    assertThat(excess(ANY, 39)).containsExactly("b1", "a1");
    assertThat(excess(ANY, 29)).containsExactly("b1", "a1", "b2");
  }

  @Test
  void theCountComesBeforeTheBytes() {
    have("a1:100 a2:100 b1:1 b2:1 b3:1 b4:1");
    assertThat(excess(4, 150)).containsExactly("b1", "b2", "a1");
    assertThat(excess(1, 150)).containsExactly("b1", "b2", "a1", "b3", "a2");
  }

  @Test
  void everythingGoesWhereNothingMayStay() {
    have("a1:1 b1:2 a2:3");
    assertThat(excess(0, ANY)).containsExactly("a1", "b1", "a2");
    assertThat(excess(ANY, 0)).containsExactly("a1", "a2", "b1");
    assertThat(excess(-1, -1)).hasSize(3);
  }

  @Test
  void whoHasLittleKeepsItHoweverMuchAnotherHas() {
    have("a1:10 a2:10");
    IntStream.rangeClosed(1, 11_000).forEach(i -> have("b" + i + ":10"));
    assertThat(excess(1_000, ANY))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 10_002).mapToObj(i -> "b" + i).toList());
  }

  /** Executions whose caller is their first letter, with their bytes. */
  private void have(String executions) {
    for (String each : executions.split(" ", -1)) {
      String[] idAndBytes = each.split(":", -1);
      Instant time = Instant.EPOCH.plusSeconds(oldestFirst.size());
      oldestFirst.add(new LogUsage(idAndBytes[0], time, time, Long.parseLong(idAndBytes[1])));
    }
  }

  private List<String> excess(int maxCount, long maxBytes) {
    return new RetentionShares(oldestFirst, id -> id.substring(0, 1))
        .takeExcess(maxCount, maxBytes).stream().map(LogUsage::executionId).toList();
  }
}
