package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What an execution has to log, by the rules of rollouts alone. */
final class RolloutModel {
  /** A cluster that ends so, after so many milliseconds. */
  record Member(String name, ClusterState outcome, int millis) {}

  private record Running(Member member, long end, int order) {}

  private final List<String> log = new ArrayList<>();
  private final Deque<Member> waiting;
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(Comparator.comparingLong(Running::end).thenComparingInt(Running::order));
  private final FailureLimits limits;
  private int failed;
  private int unreachable;
  private int starts;

  private RolloutModel(List<Member> members, FailureLimits limits) {
    this.waiting = new ArrayDeque<>(members);
    this.limits = limits;
  }

  static List<String> log(List<Member> members, int maxParallel, FailureLimits limits) {
    var model = new RolloutModel(members, limits);
    model.run(Math.min(maxParallel, members.size()));
    return model.log;
  }

  private void run(int maxParallel) {
    boolean stopped = false;
    for (int i = 0; i < maxParallel; i++) {
      start(0);
    }
    while (!running.isEmpty()) {
      Running ended = running.remove();
      log.add(ended.member().outcome() + " " + ended.member().name());
      count(ended.member().outcome());
      if (stopped) {
        continue;
      }
      if (exceeds(failed, limits.maxFailedClusters())
          || exceeds(unreachable, limits.maxUnreachableClusters())) {
        stopped = true;
        log.add("STOPPING after " + ended.member().name());
        waiting.forEach(member -> log.add("NOT_ATTEMPTED " + member.name()));
        if (limits.onStop() == OnStop.ABORT) {
          running.forEach(cut -> log.add("CANCELLED " + cut.member().name()));
          running.clear();
        }
      } else if (!waiting.isEmpty()) {
        start(ended.end());
      }
    }
    log.add(
        stopped ? "FAILED" : failed + unreachable > 0 ? "COMPLETED_WITH_FAILURES" : "SUCCEEDED");
  }

  private void start(long now) {
    Member member = waiting.remove();
    log.add("STARTED " + member.name());
    running.add(new Running(member, now + member.millis(), starts++));
  }

  private void count(ClusterState outcome) {
    if (outcome == ClusterState.UNREACHABLE && limits.maxUnreachableClusters() != null) {
      unreachable++;
    } else if (outcome != ClusterState.SUCCEEDED) {
      failed++;
    }
  }

  private static boolean exceeds(int count, @Nullable Integer limit) {
    return limit != null && count > limit;
  }
}
