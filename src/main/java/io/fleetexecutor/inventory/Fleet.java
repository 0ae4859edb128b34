package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of all sources as one, at every moment. Whoever follows it sees every change, in
 * order.
 */
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Fleet.class);

  private final List<@Nullable Inventory> inventories;
  private final List<Cancellable> sources = new ArrayList<>();
  private final List<Consumer<Roster>> followers = new CopyOnWriteArrayList<>();
  private Set<String> told = Set.of();
  private volatile Roster roster = Roster.EMPTY;

  private Fleet(int sources) {
    inventories = new ArrayList<>(Collections.nCopies(sources, null));
  }

  /**
   * @param sources in the order of their precedence
   */
  public static Fleet of(List<InventorySource> sources) {
    Fleet fleet = new Fleet(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      int index = i;
      fleet.sources.add(
          sources
              .get(i)
              .inventories()
              .subscribe()
              .with(
                  inventory -> fleet.accept(index, inventory),
                  failure ->
                      LOG.errorf(failure, "a source of clusters ended; its last state counts")));
    }
    return fleet;
  }

  private synchronized void accept(int source, Inventory inventory) {
    inventories.set(source, inventory);
    roster = Roster.of(inventories.stream().filter(Objects::nonNull).toList());
    tellNew(roster.warnings());
    followers.forEach(follower -> follower.accept(roster));
  }

  private void tellNew(List<String> warnings) {
    warnings.stream()
        .filter(warning -> !told.contains(warning))
        .forEach(warning -> LOG.warnf("inventory: %s", warning));
    told = new HashSet<>(warnings);
  }

  /** Tells of the clusters as they are, and then of every change; one after the other. */
  public synchronized Cancellable follow(Consumer<Roster> follower) {
    followers.add(follower);
    follower.accept(roster);
    return () -> followers.remove(follower);
  }

  /** Whether every source has told what it has. */
  public synchronized boolean isComplete() {
    return inventories.stream().allMatch(Objects::nonNull);
  }

  public List<Cluster> clusters() {
    return roster.clusters();
  }

  /** Null: there is none with this name. */
  public @Nullable Cluster find(String name) {
    ClusterTarget target = roster.targets().get(name);
    return target == null ? null : target.cluster();
  }

  public List<String> warnings() {
    return roster.warnings();
  }

  @Override
  public void close() {
    sources.forEach(Cancellable::cancel);
  }
}
