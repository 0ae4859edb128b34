package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.FailureGroup;
import io.fleetexecutor.model.ResultGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private final Groups groups = new Groups();

  @Test
  void theLargestGroupsComeFirstAndEqualOnesByFingerprint() {
    answered("c", "v1.30");
    answered("b", "v1.29");
    answered("d", "v1.31");
    answered("a", "v1.30");
    answered("e", "");

    assertThat(groups.now())
        .isEqualTo(
            new ResultGroups(
                List.of(
                    new AnswerGroup("v1.30", 2, List.of("a", "c")),
                    new AnswerGroup("v1.29", 1, List.of("b")),
                    new AnswerGroup("v1.31", 1, List.of("d"))),
                List.of(),
                3,
                0,
                0));
  }

  @Test
  void failuresAreAlikeWhereOnlyWhatIsEachClustersOwnDiffers() {
    failed("prod-b", ClusterState.UNREACHABLE, "REFUSED", "10.0.0.2:6443 refused prod-b");
    failed("prod-a", ClusterState.UNREACHABLE, "REFUSED", "10.0.0.1:6443 refused prod-a");
    failed("prod-c", ClusterState.FAILED, "REFUSED", "10.0.0.1:6443 refused prod-c");
    failed("prod-d", ClusterState.UNREACHABLE, "OTHER", "10.0.0.1:6443 refused prod-d");

    assertThat(groups.now().failures())
        .containsExactly(
            new FailureGroup(
                ClusterState.UNREACHABLE,
                error("REFUSED", "<address> refused <cluster>"),
                2,
                List.of("prod-a", "prod-b")),
            new FailureGroup(
                ClusterState.UNREACHABLE,
                error("OTHER", "10.0.0.1:6443 refused prod-d"),
                1,
                List.of("prod-d")),
            new FailureGroup(
                ClusterState.FAILED,
                error("REFUSED", "10.0.0.1:6443 refused prod-c"),
                1,
                List.of("prod-c")));
    assertThat(groups.now().failureCount()).isEqualTo(3);
  }

  @Test
  void theHttpStatusAndTheCodeTellFailuresApart() {
    add(
        "a",
        ClusterAnswer.failed(
            ClusterState.FAILED, new ClusterError(ErrorCode.UNKNOWN, "R", "m", 500)));
    add(
        "b",
        ClusterAnswer.failed(
            ClusterState.FAILED, new ClusterError(ErrorCode.UNKNOWN, "R", "m", null)));
    add(
        "c",
        ClusterAnswer.failed(
            ClusterState.FAILED, new ClusterError(ErrorCode.ABORTED, "R", "m", 500)));
    assertThat(groups.now().failureCount()).isEqualTo(3);
  }

  @Test
  void theWaitThatIsAskedForDoesNot() {
    var busy = new ClusterError(ErrorCode.RESOURCE_EXHAUSTED, "R", "m", 429);
    add("a", ClusterAnswer.failed(ClusterState.FAILED, busy));
    add("b", ClusterAnswer.failed(ClusterState.FAILED, busy.withRetryAfter(Duration.ofSeconds(7))));
    assertThat(groups.now().failures())
        .containsExactly(new FailureGroup(ClusterState.FAILED, busy, 2, List.of("a", "b")));
  }

  @Test
  void aMessageThatIsTheSameEverywhereIsToldAsItIs() {
    failed("a", ClusterState.TIMED_OUT, "ATTEMPT_TIMEOUT", "attempt timeout of 5s passed");
    failed("b", ClusterState.TIMED_OUT, "ATTEMPT_TIMEOUT", "attempt timeout of 5s passed");
    assertThat(groups.now().failures().getFirst().error().message())
        .isEqualTo("attempt timeout of 5s passed");
  }

  @Test
  void clustersThatWereChangedAreCountedHoweverTheyEnded() {
    add("a", ClusterAnswer.succeeded(null, false, 0).withOutcome(true, false));
    add("b", ClusterAnswer.interrupted(error("R", "m")).withOutcome(true, true));
    answered("c", "f");
    assertThat(groups.now().changedClusters()).isEqualTo(2);
  }

  @Test
  void theOrderInWhichResultsComeDoesNotMatter() {
    List<ClusterResult> results = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String cluster = "prod-%04d".formatted(i);
      ClusterAnswer answer =
          i % 3 == 0
              ? answer("version-" + i % 7)
              : ClusterAnswer.failed(
                  ClusterState.FAILED, error("R", "10.0.0.%d is wrong %d".formatted(i % 5, i % 4)));
      results.add(result(cluster, answer));
    }
    results.forEach(groups::add);
    Collections.shuffle(results, new Random(1));
    var others = new Groups();
    results.forEach(others::add);

    assertThat(others.now()).isEqualTo(groups.now());
    AnswerGroup largest = groups.now().answers().getFirst();
    assertThat(largest.clusters()).hasSize(Members.MOST_NAMES).isSorted().startsWith("prod-0000");
    assertThat(largest.clusterCount()).isGreaterThan(Members.MOST_NAMES);
  }

  @Test
  void oneHundredThousandClustersThatAllDifferAreCountedAndTheFirstGroupsTold() {
    for (int i = 0; i < 100_000; i++) {
      String cluster = "prod-%06d".formatted(i);
      answered(cluster, "fingerprint-%06d".formatted(i));
      failed(cluster, ClusterState.FAILED, "R", "wrong: " + word(i) + " " + "x".repeat(60));
    }
    ResultGroups now = groups.now();
    assertThat(now.answerCount()).isEqualTo(100_000);
    assertThat(now.failureCount()).isEqualTo(100_000);
    assertThat(now.answers()).hasSize(Groups.MOST_TOLD);
    assertThat(now.answers().getFirst().fingerprint()).isEqualTo("fingerprint-000000");
    assertThat(now.answers().getLast().fingerprint()).isEqualTo("fingerprint-000099");
    assertThat(now.failures()).hasSize(Groups.MOST_TOLD);
  }

  /** Of letters, which no placeholder stands for. */
  private static String word(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> Character.toString(digit - '0' + 'p'))
        .collect(Collectors.joining());
  }

  private void answered(String cluster, String fingerprint) {
    add(cluster, answer(fingerprint));
  }

  private static ClusterAnswer answer(String fingerprint) {
    return ClusterAnswer.succeeded(null, false, 0).withFingerprint(fingerprint);
  }

  private void failed(String cluster, ClusterState state, String reason, String message) {
    add(cluster, ClusterAnswer.failed(state, error(reason, message)));
  }

  private static ClusterError error(String reason, String message) {
    return ClusterError.of(ErrorCode.UNAVAILABLE, reason, message);
  }

  private void add(String cluster, ClusterAnswer answer) {
    groups.add(result(cluster, answer));
  }

  private static ClusterResult result(String cluster, ClusterAnswer answer) {
    return new ClusterResult(cluster, 1, null, Duration.ZERO, answer);
  }
}
