package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One search for a kind, with kubectl's precedence: names before short names, the core group before
 * the others, these in the API server's order, and the preferred version of each first. It asks for
 * no more of discovery than that order needs.
 */
final class KindLookup {

  /** Groups of Kubernetes itself, which have no name that is a short name of the core group. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "apps",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "autoscaling",
          "batch",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "extensions",
          "flowcontrol.apiserver.k8s.io",
          "internal.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "resource.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io",
          "storagemigration.k8s.io");

  private final Discovery discovery;
  private final KindQuery query;
  private final SilentVersions silent = new SilentVersions();
  private @Nullable ApiResource byShortName;

  KindLookup(Discovery discovery, KindQuery query) {
    this.discovery = discovery;
    this.query = query;
  }

  Uni<ApiResource> find() {
    return search()
        .map(named -> named.or(() -> Optional.ofNullable(byShortName)).orElseThrow(this::notFound));
  }

  private Uni<Optional<ApiResource>> search() {
    String group = query.group();
    String version = query.version();
    if (group != null && version != null) {
      return inVersion(new GroupVersion(group, version), null);
    }
    if (group != null) {
      return group.isEmpty()
          ? core()
          : discovery.groups().chain(groups -> inGroupsNamed(groups, group));
    }
    return core().chain(found -> found.isPresent() ? Uni.createFrom().item(found) : elsewhere());
  }

  private Uni<Optional<ApiResource>> core() {
    return discovery.resources(GroupVersion.CORE).map(this::match);
  }

  private Uni<Optional<ApiResource>> elsewhere() {
    Predicate<ApiGroup> relevant =
        byShortName == null ? group -> true : group -> !BUILT_IN.contains(group.name());
    return discovery.groups().chain(groups -> inGroups(groups.stream().filter(relevant).toList()));
  }

  private Uni<Optional<ApiResource>> inGroupsNamed(List<ApiGroup> groups, String name) {
    List<ApiGroup> exact = groups.stream().filter(group -> group.name().equals(name)).toList();
    return inGroups(
        exact.isEmpty()
            ? groups.stream().filter(group -> group.name().startsWith(name)).toList()
            : exact);
  }

  private Uni<Optional<ApiResource>> inGroups(List<ApiGroup> groups) {
    return Multi.createFrom()
        .iterable(groups)
        .onItem()
        .transformToMultiAndConcatenate(
            group ->
                Multi.createFrom()
                    .iterable(group.versions())
                    .onItem()
                    .transformToUniAndConcatenate(version -> inVersion(version, group)))
        .filter(Optional::isPresent)
        .toUni()
        .map(found -> found == null ? Optional.empty() : found);
  }

  private Uni<Optional<ApiResource>> inVersion(GroupVersion version, @Nullable ApiGroup group) {
    List<ApiResource> known = group == null ? null : group.resources().get(version);
    if (known != null) {
      return Uni.createFrom().item(match(known));
    }
    if (silent.areTooMany()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return discovery
        .resources(version)
        .map(this::match)
        .onFailure(KindLookup::isOfThisGroupAlone)
        .recoverWithItem(
            failure -> {
              if (!((ClusterFailure) failure).hasHttpStatus(404)) {
                silent.add(version);
              }
              return Optional.empty();
            });
  }

  /** Some group's own API server is down; the others are not. */
  private static boolean isOfThisGroupAlone(Throwable failure) {
    return failure instanceof ClusterFailure known && known.state() == ClusterState.FAILED;
  }

  private Optional<ApiResource> match(List<ApiResource> resources) {
    if (byShortName == null) {
      byShortName =
          resources.stream()
              .filter(resource -> resource.hasShortName(query.name()))
              .findFirst()
              .orElse(null);
    }
    return resources.stream().filter(resource -> resource.isNamed(query.name())).findFirst();
  }

  private ClusterFailure notFound() {
    String message =
        "the server doesn't have a resource type \"" + query.text() + "\"" + silent.message();
    return new ClusterFailure(
        ClusterState.FAILED, ClusterError.of(ErrorCode.NOT_FOUND, "KIND_NOT_FOUND", message));
  }
}
