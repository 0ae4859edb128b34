package io.fleetexecutor.api;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which executions a caller may see and steer: its own, and those in whose clusters it has the
 * permission, in all of them. Any other is not there.
 */
record ExecutionAccess(Access access, ClusterRegistry registry, Executions executions) {
  private static final int READ_AT_ONCE = 16;

  /** Fails with {@link LogException.NoSuchExecution} where the caller may not see it. */
  Uni<Void> requireVisible(Grants grants, String executionId) {
    return require(grants, executionId, Permission.VIEW_EXECUTIONS);
  }

  /** Fails also where the caller sees it, but lacks the permission. */
  Uni<Void> require(Grants grants, String executionId, Permission permission) {
    if (grants.permitsEverywhere(Permission.VIEW_EXECUTIONS)
        && grants.permitsEverywhere(permission)) {
      return Uni.createFrom().voidItem();
    }
    return find(grants, executionId)
        .invoke(
            execution -> {
              if (!isOwn(grants, execution)) {
                grants.require(permission, clusters(execution));
              }
            })
        .replaceWithVoid();
  }

  private Uni<Execution> find(Grants grants, String executionId) {
    return executions
        .get(executionId)
        .invoke(
            execution -> {
              if (!isVisible(grants, execution)) {
                throw new LogException.NoSuchExecution(executionId);
              }
            });
  }

  /** Whether the caller may approve its waves. */
  Uni<Boolean> mayApprove(Grants grants, String executionId) {
    return access.hasApprovalsByAnother()
        ? executions
            .get(executionId)
            .map(
                execution ->
                    !execution.caller().name().equals(grants.caller().name())
                        || clusters(execution).stream().noneMatch(access::isApprovedByAnother))
        : Uni.createFrom().item(true);
  }

  /** The ids of those that the caller may see. */
  Uni<Set<String>> visible(Grants grants, List<Execution> outlines) {
    return Multi.createFrom()
        .iterable(outlines)
        .onItem()
        .transformToUni(
            outline -> isVisibleInFull(grants, outline).map(is -> is ? outline.id() : ""))
        .merge(READ_AT_ONCE)
        .collect()
        .with(Collectors.toSet());
  }

  /** An outline names no clusters. */
  private Uni<Boolean> isVisibleInFull(Grants grants, Execution outline) {
    if (grants.permitsEverywhere(Permission.VIEW_EXECUTIONS) || isOwn(grants, outline)) {
      return Uni.createFrom().item(true);
    }
    return executions
        .get(outline.id())
        .map(execution -> isVisible(grants, execution))
        .onFailure(LogException.class)
        .recoverWithItem(false);
  }

  private boolean isVisible(Grants grants, Execution execution) {
    return isOwn(grants, execution)
        || !execution.plan().clusters().isEmpty()
            && clusters(execution).stream()
                .allMatch(cluster -> grants.permits(Permission.VIEW_EXECUTIONS, cluster));
  }

  private static boolean isOwn(Grants grants, Execution execution) {
    Caller caller = grants.caller();
    Caller starter = execution.caller();
    return !grants.isEmpty()
        && starter.name().equals(caller.name())
        && starter.uid().equals(caller.uid());
  }

  /** As they are now; of one that is gone nothing but the name is known. */
  private List<Cluster> clusters(Execution execution) {
    return execution.plan().clusters().stream()
        .map(
            planned -> {
              Cluster now = registry.find(planned.name());
              return now == null ? planned : now;
            })
        .toList();
  }
}
