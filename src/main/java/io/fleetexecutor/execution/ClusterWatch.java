package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterChange;
import io.fleetexecutor.model.ClusterHealth;
import io.fleetexecutor.model.ClusterSelector;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that a selector takes, and every change in them. What is told is the difference to
 * what was told before, so that a slow reader costs no more than the memory of that, and misses
 * nothing but what has changed again meanwhile.
 */
public final class ClusterWatch {
  private final ClusterRegistry registry;
  private final ClusterSelector selector;
  private final Map<String, Known> told = new TreeMap<>();
  private final AtomicReference<CompletableFuture<Void>> nextChange =
      new AtomicReference<>(new CompletableFuture<>());
  private List<String> warnings = List.of();
  private boolean completed;

  private record Known(Cluster cluster, @Nullable ClusterHealth health) {
    boolean isAs(Known other) {
      return cluster.equals(other.cluster) && ClusterHealth.alike(health, other.health);
    }
  }

  private ClusterWatch(ClusterRegistry registry, ClusterSelector selector) {
    this.registry = registry;
    this.selector = selector;
  }

  /** Without an end, at the pace of whoever reads it. */
  public static Multi<ClusterChange> of(ClusterRegistry registry, ClusterSelector selector) {
    return Multi.createFrom().deferred(() -> new ClusterWatch(registry, selector).changes());
  }

  private Multi<ClusterChange> changes() {
    var following = registry.follow(this::wake);
    return Multi.createBy()
        .repeating()
        .uni(this::next)
        .indefinitely()
        .onItem()
        .<ClusterChange>disjoint()
        .onTermination()
        .invoke(following::cancel);
  }

  private void wake() {
    nextChange.getAndSet(new CompletableFuture<>()).complete(null);
  }

  /** Maybe none: the next ones are asked for then. */
  private Uni<List<ClusterChange>> next() {
    CompletableFuture<Void> change = nextChange.get();
    List<ClusterChange> changes = difference();
    return changes.isEmpty()
        ? Uni.createFrom()
            .completionStage(change)
            .emitOn(Infrastructure.getDefaultExecutor())
            .map(changed -> difference())
        : Uni.createFrom().item(changes);
  }

  private List<ClusterChange> difference() {
    List<ClusterChange> changes = new ArrayList<>();
    Set<String> gone = new HashSet<>(told.keySet());
    for (Cluster cluster : Selection.select(registry.clusters(), selector)) {
      gone.remove(cluster.name());
      add(new Known(cluster, registry.health(cluster.name())), changes);
    }
    for (String cluster : gone) {
      told.remove(cluster);
      changes.add(new ClusterChange.Removed(cluster));
    }
    List<String> current = registry.warnings();
    if (!current.equals(warnings)) {
      warnings = current;
      changes.add(new ClusterChange.WarningsChanged(current));
    }
    if (!completed) {
      completed = true;
      changes.add(new ClusterChange.SnapshotCompleted(told.size()));
    }
    return changes;
  }

  private void add(Known current, List<ClusterChange> changes) {
    Known before = told.get(current.cluster().name());
    if (before == null) {
      changes.add(new ClusterChange.Added(current.cluster(), current.health()));
    } else if (!before.isAs(current)) {
      changes.add(new ClusterChange.Changed(current.cluster(), current.health()));
    } else {
      return;
    }
    told.put(current.cluster().name(), current);
  }
}
