package io.fleetexecutor.api;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.access.Question;
import io.fleetexecutor.execution.Selection;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.v1.CheckPermissionRequest;
import io.fleetexecutor.v1.CheckPermissionResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks about its own permissions.
 *
 * @param question null: it cannot be understood
 */
record PermissionQuery(@Nullable Question question, ClusterSelector selector) {

  static PermissionQuery read(CheckPermissionRequest request, Violations violations) {
    Permission permission = Permission.named(request.getPermission());
    violations.check(
        permission != null,
        "permission",
        "is %s, must be one of %s".formatted(Violations.quote(request.getPermission()), all()));
    violations.check(
        request.getResource().isEmpty() || Question.isResource(request.getResource()),
        "resource",
        "is %s, %s".formatted(Violations.quote(request.getResource()), Question.RESOURCE_RULE));
    return new PermissionQuery(
        permission == null
            ? null
            : new Question(
                permission, request.getNamespace(), request.getResource(), request.getDryRun()),
        SelectorReader.read(request.getClusterSelector(), "cluster_selector", violations));
  }

  private static String all() {
    return Arrays.stream(Permission.values())
        .map(Permission::text)
        .collect(Collectors.joining(", "));
  }

  /**
   * @param visible the clusters that the caller sees
   */
  CheckPermissionResponse answer(Grants grants, List<Cluster> visible) {
    List<Cluster> selected = Selection.select(visible, selector);
    List<Cluster> refused = question == null ? selected : grants.refused(question, selected);
    return CheckPermissionResponse.newBuilder()
        .setPermitted(!selected.isEmpty() && refused.isEmpty())
        .setClusterCount(selected.size())
        .addAllRefusedClusters(refused.stream().map(Cluster::name).map(Names::cluster).toList())
        .setCaller(grants.caller().name())
        .addAllCallerGroups(grants.caller().groups())
        .build();
  }
}
