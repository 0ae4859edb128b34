package io.fleetexecutor.api;

import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.model.FailureGroup;
import io.fleetexecutor.model.ResultGroups;

/** How executions go, as protobuf messages. */
final class SummaryWriter {
  private SummaryWriter() {}

  static io.fleetexecutor.v1.ExecutionSummary summary(ExecutionSummary summary) {
    var proto =
        io.fleetexecutor.v1.ExecutionSummary.newBuilder()
            .setClusterCounts(counts(summary.counts()))
            .setSuccessRate(summary.successRate())
            .setFailureRate(summary.failureRate())
            .setAverageDuration(Times.duration(summary.averageDuration()))
            .setMinDuration(Times.duration(summary.minDuration()))
            .setMaxDuration(Times.duration(summary.maxDuration()))
            .setP95Duration(Times.duration(summary.p95Duration()))
            .setWallDuration(Times.duration(summary.wallDuration()));
    groups(summary.groups(), proto);
    BudgetOverrun overrun = summary.budgetOverrun();
    if (overrun != null) {
      proto
          .getBudgetOverrunBuilder()
          .setBudget(overrun.budget().fieldName())
          .setLimit(overrun.limit())
          .setCluster(Names.cluster(overrun.cluster()));
    }
    return proto.build();
  }

  private static void groups(
      ResultGroups groups, io.fleetexecutor.v1.ExecutionSummary.Builder proto) {
    proto
        .setAnswerGroupCount(groups.answerCount())
        .setFailureGroupCount(groups.failureCount())
        .setChangedClusterCount(groups.changedClusters());
    for (AnswerGroup group : groups.answers()) {
      proto
          .addAnswerGroupsBuilder()
          .setFingerprint(group.fingerprint())
          .setClusterCount(group.clusterCount())
          .addAllClusters(group.clusters().stream().map(Names::cluster).toList());
    }
    for (FailureGroup group : groups.failures()) {
      proto
          .addFailureGroupsBuilder()
          .setState(ResultWriter.state(group.state()))
          .setError(PlanWriter.error(group.error()))
          .setClusterCount(group.clusterCount())
          .addAllClusters(group.clusters().stream().map(Names::cluster).toList());
    }
  }

  static io.fleetexecutor.v1.ClusterCounts counts(ClusterCounts counts) {
    return io.fleetexecutor.v1.ClusterCounts.newBuilder()
        .setTotalCount(counts.total())
        .setCompletedCount(counts.completed())
        .setRunningCount(counts.running())
        .setSucceededCount(counts.count(ClusterState.SUCCEEDED))
        .setFailedCount(counts.count(ClusterState.FAILED))
        .setTimedOutCount(counts.count(ClusterState.TIMED_OUT))
        .setUnreachableCount(counts.count(ClusterState.UNREACHABLE))
        .setDeniedCount(counts.count(ClusterState.DENIED))
        .setCancelledCount(counts.count(ClusterState.CANCELLED))
        .setNotAttemptedCount(counts.count(ClusterState.NOT_ATTEMPTED))
        .setInterruptedCount(counts.count(ClusterState.INTERRUPTED))
        .build();
  }
}
