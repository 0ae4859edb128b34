package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clusters of several inventories at one moment, by name. Of clusters with the same name the
 * first inventory's counts, and a warning says so.
 */
public record Roster(SortedMap<String, ClusterTarget> targets, List<String> warnings) {
  static final Roster EMPTY = new Roster(new TreeMap<>(), List.of());

  public Roster {
    targets = Collections.unmodifiableSortedMap(targets);
    warnings = List.copyOf(warnings);
  }

  static Roster of(List<Inventory> inventories) {
    SortedMap<String, ClusterTarget> targets = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    DuplicateNames duplicates = new DuplicateNames();
    for (Inventory inventory : inventories) {
      warnings.addAll(inventory.warnings());
      for (ClusterTarget target : inventory.targets()) {
        ClusterTarget earlier = targets.putIfAbsent(target.cluster().name(), target);
        if (earlier != null) {
          duplicates.add(duplicate(earlier.cluster(), target.cluster()));
        }
      }
    }
    duplicates.warnings().forEach(warnings::add);
    return new Roster(targets, warnings);
  }

  private static String duplicate(Cluster earlier, Cluster later) {
    return "more than one cluster is named \"%s\"; that of %s counts, that of %s does not"
        .formatted(earlier.name(), earlier.source(), later.source());
  }

  public List<Cluster> clusters() {
    return targets.values().stream().map(ClusterTarget::cluster).toList();
  }
}
