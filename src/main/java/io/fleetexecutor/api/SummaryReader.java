package io.fleetexecutor.api;

import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.BudgetOverrun.Budget;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.model.FailureGroup;
import io.fleetexecutor.model.ResultGroups;
import java.util.EnumMap;
import java.util.Map;

/** Summaries out of the messages that {@link SummaryWriter} made of them. */
final class SummaryReader {
  private SummaryReader() {}

  static ExecutionSummary summary(io.fleetexecutor.v1.ExecutionSummary proto) {
    return new ExecutionSummary(
        counts(proto.getClusterCounts()),
        proto.getSuccessRate(),
        proto.getFailureRate(),
        Times.duration(proto.getAverageDuration()),
        Times.duration(proto.getMinDuration()),
        Times.duration(proto.getMaxDuration()),
        Times.duration(proto.getP95Duration()),
        Times.duration(proto.getWallDuration()),
        groups(proto),
        proto.hasBudgetOverrun() ? overrun(proto.getBudgetOverrun()) : null);
  }

  private static BudgetOverrun overrun(io.fleetexecutor.v1.BudgetOverrun proto) {
    return new BudgetOverrun(
        Budget.of(proto.getBudget()), proto.getLimit(), Names.clusterName(proto.getCluster()));
  }

  private static ResultGroups groups(io.fleetexecutor.v1.ExecutionSummary proto) {
    return new ResultGroups(
        proto.getAnswerGroupsList().stream().map(SummaryReader::group).toList(),
        proto.getFailureGroupsList().stream().map(SummaryReader::group).toList(),
        proto.getAnswerGroupCount(),
        proto.getFailureGroupCount(),
        proto.getChangedClusterCount());
  }

  private static AnswerGroup group(io.fleetexecutor.v1.AnswerGroup proto) {
    return new AnswerGroup(
        proto.getFingerprint(),
        proto.getClusterCount(),
        proto.getClustersList().stream().map(Names::clusterName).toList());
  }

  private static FailureGroup group(io.fleetexecutor.v1.FailureGroup proto) {
    return new FailureGroup(
        ExecutionReader.state(proto.getState()),
        ExecutionReader.error(proto.getError()),
        proto.getClusterCount(),
        proto.getClustersList().stream().map(Names::clusterName).toList());
  }

  private static ClusterCounts counts(io.fleetexecutor.v1.ClusterCounts proto) {
    Map<ClusterState, Integer> ended = new EnumMap<>(ClusterState.class);
    ended.put(ClusterState.SUCCEEDED, proto.getSucceededCount());
    ended.put(ClusterState.FAILED, proto.getFailedCount());
    ended.put(ClusterState.TIMED_OUT, proto.getTimedOutCount());
    ended.put(ClusterState.UNREACHABLE, proto.getUnreachableCount());
    ended.put(ClusterState.DENIED, proto.getDeniedCount());
    ended.put(ClusterState.CANCELLED, proto.getCancelledCount());
    ended.put(ClusterState.NOT_ATTEMPTED, proto.getNotAttemptedCount());
    ended.put(ClusterState.INTERRUPTED, proto.getInterruptedCount());
    return new ClusterCounts(proto.getTotalCount(), proto.getRunningCount(), ended);
  }
}
