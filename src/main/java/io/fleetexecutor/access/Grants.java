package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one caller may do, at one moment. */
public final class Grants {
  private final Caller caller;
  private final List<Rule> rules;

  Grants(Caller caller, List<Rule> rules) {
    this.caller = caller;
    this.rules = List.copyOf(rules);
  }

  public Caller caller() {
    return caller;
  }

  /** Whether there is anything at all that the caller may do. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether their caller, who may still do anything, has started it. */
  public boolean isOfCallerOf(Execution execution) {
    return !isEmpty()
        && execution.caller().name().equals(caller.name())
        && execution.caller().uid().equals(caller.uid());
  }

  /** Whether the cluster is there for the caller: it may do something in it. */
  public boolean sees(Cluster cluster) {
    return rules.stream().anyMatch(rule -> rule.clusters().takes(cluster));
  }

  /** Whether every cluster that there is or will be is there for the caller. */
  public boolean seesAll() {
    return rules.stream().anyMatch(rule -> rule.clusters().isAll());
  }

  public boolean permits(Permission permission, Cluster cluster) {
    return rules.stream().anyMatch(rule -> rule.grants(permission, cluster));
  }

  /** In every cluster that there is or will be. */
  public boolean permitsEverywhere(Permission permission) {
    return rules.stream()
        .anyMatch(
            rule ->
                rule.permissions().contains(permission)
                    && rule.clusters().isAll()
                    && rule.isWhole());
  }

  /** In a cluster of which nothing but its name is known any more. */
  public boolean permitsInGone(Permission permission, String cluster) {
    return rules.stream()
        .anyMatch(
            rule -> rule.permissions().contains(permission) && rule.clusters().takesGone(cluster));
  }

  /** Whether answers may show what is in Secrets. */
  public boolean showSecrets(Execution execution) {
    return execution.plan().clusters().stream()
        .anyMatch(cluster -> clearance(execution, cluster).showsSecrets());
  }

  /** The clusters in which it is not permitted. */
  public List<Cluster> refused(Question question, List<Cluster> clusters) {
    return clusters.stream()
        .filter(cluster -> rules.stream().noneMatch(rule -> question.isAnsweredBy(rule, cluster)))
        .toList();
  }

  /**
   * @throws NotPermittedException where the caller may do nothing at all
   */
  public void requireAny() {
    if (isEmpty()) {
      throw new NotPermittedException(caller, List.of("no role is bound to this caller"));
    }
  }

  /**
   * @throws NotPermittedException where the caller has it in no cluster
   */
  public void requireAnywhere(Permission permission) {
    if (rules.stream().noneMatch(rule -> rule.permissions().contains(permission))) {
      throw new NotPermittedException(caller, List.of(permission.text() + " in any cluster"));
    }
  }

  /**
   * @param clusters which the caller sees
   * @param clusterCount with those that are not there any more
   * @throws NotPermittedException with all that is missing for running it there
   */
  public void requireToRun(ExecutionSpec spec, List<Cluster> clusters, int clusterCount) {
    requireAnywhere(Permission.toRun(spec.operation()));
    List<String> missing = new ArrayList<>();
    Map<Boolean, List<Cluster>> byRule =
        clusters.stream()
            .collect(Collectors.partitioningBy(cluster -> !toRun(spec, cluster).isEmpty()));
    Shortages.add(missing, Demand.permission(spec), byRule.getOrDefault(false, List.of()));
    for (Demand demand : Demand.of(spec)) {
      List<Cluster> refused =
          byRule.getOrDefault(true, List.of()).stream()
              .filter(cluster -> toRun(spec, cluster).stream().noneMatch(demand::isMetBy))
              .toList();
      Shortages.add(missing, demand.text(), refused);
    }
    requireNothing(missing);
    requireWithin(spec, reach(spec, clusters), clusterCount, missing);
    requireNothing(missing);
  }

  private void requireNothing(List<String> missing) {
    if (!missing.isEmpty()) {
      throw new NotPermittedException(caller, missing);
    }
  }

  private static void requireWithin(
      ExecutionSpec spec, Reach reach, int clusterCount, List<String> missing) {
    if (clusterCount > reach.clusters()) {
      missing.add("%d clusters at most, not %d".formatted(reach.clusters(), clusterCount));
      return;
    }
    CountOrPercent pace = spec.rolloutPolicy().pace().maxParallelClusters();
    int wanted = pace == null ? 0 : Math.min(pace.of(clusterCount), clusterCount);
    int most = reach.parallel(clusterCount);
    if (wanted > most) {
      missing.add("max_parallel_clusters of %d at most, not %d".formatted(most, wanted));
    }
  }

  private Reach reach(ExecutionSpec spec, List<Cluster> clusters) {
    return new Reach(
        Demand.of(spec),
        clusters.stream().map(cluster -> toRun(spec, cluster)).collect(Collectors.toSet()));
  }

  /** How many clusters run at once where the spec does not say. */
  public int parallelClusters(ExecutionSpec spec, List<Cluster> clusters, int clusterCount) {
    return reach(spec, clusters).parallelAnyway(clusterCount);
  }

  /** For one cluster of an execution. */
  public Clearance clearance(Execution execution, Cluster cluster) {
    Extent extent = Extent.of(execution.plan());
    List<Rule> toRun = toRun(execution.spec(), cluster);
    List<Rule> allowed = toRun.stream().filter(rule -> rule.allows(extent)).toList();
    // Whatever lets a request through has to let Secrets be seen as well.
    boolean showsSecrets =
        rules.stream()
                .anyMatch(
                    rule ->
                        rule.grants(Permission.READ_SECRETS, cluster)
                            && rule.isUnrestricted()
                            && rule.allows(extent))
            || !allowed.isEmpty()
                && allowed.stream()
                    .allMatch(rule -> rule.permissions().contains(Permission.READ_SECRETS));
    return new Clearance(
        caller, Permission.toRun(execution.spec().operation()), toRun, extent, showsSecrets);
  }

  private List<Rule> toRun(ExecutionSpec spec, Cluster cluster) {
    Permission permission = Permission.toRun(spec.operation());
    return rules.stream()
        .filter(rule -> rule.grants(permission, cluster))
        .filter(rule -> !rule.dryRunOnly() || !spec.isChange())
        .toList();
  }
}
