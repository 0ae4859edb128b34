package io.fleetexecutor.api;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which executions a caller may see and steer: its own, and those in whose clusters it has the
 * permission, in all of them. Any other is not there.
 */
record ExecutionAccess(Access access, ClusterRegistry registry, Executions executions) {

  /**
   * What the caller is told of an execution; fails with {@link LogException.NoSuchExecution} where
   * it is nothing.
   */
  Uni<Audience> audience(Grants grants, String executionId) {
    if (grants.permitsEverywhere(Permission.VIEW_EXECUTIONS)) {
      return Audience.showsSecrets(grants)
          ? Uni.createFrom().item(Audience.OF_ALL)
          : executions.outline(executionId).map(execution -> Audience.of(grants, execution));
    }
    return find(grants, executionId).map(execution -> Audience.of(grants, execution));
  }

  /**
   * Fails with {@link LogException.NoSuchExecution} where the caller may not see the execution, and
   * with {@link NotPermittedException} where it sees it, but lacks the permission.
   */
  Uni<Void> require(Grants grants, String executionId, Permission permission) {
    if (grants.permitsEverywhere(Permission.VIEW_EXECUTIONS)
        && grants.permitsEverywhere(permission)) {
      return Uni.createFrom().voidItem();
    }
    return find(grants, executionId)
        .invoke(
            execution -> {
              if (!grants.isOfCallerOf(execution) && !isPermitted(grants, execution, permission)) {
                throw NotPermittedException.ofExecution(grants.caller(), permission);
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
                        || !execution.plan().clusters().isEmpty()
                            && execution.plan().clusters().stream()
                                .noneMatch(this::isApprovedByAnother))
        : Uni.createFrom().item(true);
  }

  private boolean isApprovedByAnother(Cluster planned) {
    Cluster now = registry.find(planned.name());
    return now == null
        ? access.isGoneApprovedByAnother(planned.name())
        : access.isApprovedByAnother(now);
  }

  /** Those that the caller may see, in their order, as far as it takes to have so many. */
  Uni<List<Execution>> list(Grants grants, ExecutionQuery query) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<@Nullable EntryKey>(query.after()),
            last ->
                executions
                    .list(last.get(), query.limit(), query.filter())
                    .invoke(page -> page.forEach(outline -> last.set(ExecutionQuery.key(outline)))))
        .whilst(page -> page.size() >= query.limit())
        .onItem()
        .<Execution>disjoint()
        .onItem()
        .transformToUniAndConcatenate(
            outline -> isVisibleInFull(grants, outline).map(visible -> visible ? outline : null))
        .select()
        .first(query.limit())
        .collect()
        .asList();
  }

  /** An outline names no clusters. */
  private Uni<Boolean> isVisibleInFull(Grants grants, Execution outline) {
    if (grants.permitsEverywhere(Permission.VIEW_EXECUTIONS) || grants.isOfCallerOf(outline)) {
      return Uni.createFrom().item(true);
    }
    return executions
        .get(outline.id())
        .map(execution -> isVisible(grants, execution))
        .onFailure(LogException.class)
        .recoverWithItem(false);
  }

  private boolean isVisible(Grants grants, Execution execution) {
    return grants.isOfCallerOf(execution)
        || isPermitted(grants, execution, Permission.VIEW_EXECUTIONS);
  }

  private boolean isPermitted(Grants grants, Execution execution, Permission permission) {
    List<Cluster> planned = execution.plan().clusters();
    return grants.permitsEverywhere(permission)
        || !planned.isEmpty()
            && planned.stream().allMatch(cluster -> isPermitted(grants, cluster, permission));
  }

  private boolean isPermitted(Grants grants, Cluster planned, Permission permission) {
    Cluster now = registry.find(planned.name());
    return now == null
        ? grants.permitsInGone(permission, planned.name())
        : grants.permits(permission, now);
  }
}
