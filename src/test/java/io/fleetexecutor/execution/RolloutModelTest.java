package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.RolloutModel.Member;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.RolloutPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random fleets, failures and policies: what is logged is what the rules say. */
class RolloutModelTest {
  private static final int CASES = 10_000;
  private static final List<ClusterState> OUTCOMES =
      List.of(
          ClusterState.SUCCEEDED,
          ClusterState.SUCCEEDED,
          ClusterState.FAILED,
          ClusterState.DENIED,
          ClusterState.UNREACHABLE);

  @Test
  void theLogAgreesWithTheModel() {
    for (int seed = 0; seed < CASES; seed++) {
      agrees(new Random(seed), "seed " + seed);
    }
  }

  private static void agrees(Random random, String seed) {
    List<Member> members =
        IntStream.rangeClosed(1, 1 + random.nextInt(12))
            .mapToObj(
                i ->
                    new Member(
                        "c-%03d".formatted(i),
                        OUTCOMES.get(random.nextInt(OUTCOMES.size())),
                        1 + random.nextInt(20)))
            .toList();
    int maxParallel = 1 + random.nextInt(6);
    var limits =
        new FailureLimits(
            limit(random), limit(random), random.nextBoolean() ? OnStop.DRAIN : OnStop.ABORT);
    var policy =
        new RolloutPolicy(
            new CountOrPercent.Count(maxParallel),
            new FailurePolicy(
                count(limits.maxFailedClusters()),
                count(limits.maxUnreachableClusters()),
                limits.onStop()),
            null,
            null,
            null);

    FakeFleet fleet = fleet(members);
    List<Told> events = Trail.runToEnd(fleet, fleet.executions(12), policy);

    List<String> logged = events.stream().flatMap(RolloutModelTest::line).toList();
    List<String> expected = RolloutModel.log(members, maxParallel, limits);
    assertThat(untilStop(logged)).as(seed).isEqualTo(untilStop(expected));
    assertThat(logged).as(seed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(logged.getLast()).as(seed).isEqualTo(expected.getLast());
    assertThat(fleet.mostRunning.get()).as(seed).isLessThanOrEqualTo(maxParallel);
    Trail.assertTrailIsWhole(events, members.size());
    Trail.assertSummaryIsARecount(events);
  }

  private static FakeFleet fleet(List<Member> members) {
    var self = new FakeFleet[1];
    self[0] =
        new FakeFleet(
            members.stream().map(member -> FakeFleet.cluster(member.name())).toList(),
            cluster -> {
              Member member = members.get(Integer.parseInt(cluster.name().substring(2)) - 1);
              return self[0].time.after(Trail.millis(member.millis()), answer(member.outcome()));
            });
    return self[0];
  }

  private static ClusterAnswer answer(ClusterState state) {
    return state == ClusterState.SUCCEEDED
        ? FakeFleet.OK
        : ClusterAnswer.failed(state, ClusterError.of(ErrorCode.UNKNOWN, "TEST", "it failed"));
  }

  private static @Nullable Integer limit(Random random) {
    return random.nextInt(3) == 0 ? null : (Integer) random.nextInt(4);
  }

  private static @Nullable CountOrPercent count(@Nullable Integer limit) {
    return limit == null ? null : new CountOrPercent.Count(limit);
  }

  private static Stream<String> line(Told event) {
    return switch (event.payload()) {
      case ClusterStarted started -> Stream.of("STARTED " + started.cluster());
      case ClusterFinished finished ->
          Stream.of(finished.result().state() + " " + finished.result().cluster());
      case ExecutionStateChanged changed ->
          Stream.of(
              "STOPPING after "
                  + changed.reason().substring(changed.reason().lastIndexOf(' ') + 1));
      case ExecutionFinished finished -> Stream.of(finished.execution().state().name());
      default -> Stream.of();
    };
  }

  private static List<String> untilStop(List<String> log) {
    var head = new ArrayList<String>();
    for (String line : log) {
      head.add(line);
      if (line.startsWith("STOPPING")) {
        break;
      }
    }
    return head;
  }
}
