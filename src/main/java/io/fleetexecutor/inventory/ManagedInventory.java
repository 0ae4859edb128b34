package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.management.ObjectKey;
import io.fleetexecutor.inventory.management.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clusters that the objects of a management cluster describe. Of clusters with the same name
 * that of the first object counts, by namespace and then by name, and a warning says so.
 */
final class ManagedInventory {
  private ManagedInventory() {}

  /**
   * @param more further warnings
   */
  static Inventory of(Snapshot<ClusterTarget> snapshot, List<String> more) {
    Map<String, ObjectKey> named = new HashMap<>();
    List<ClusterTarget> targets = new ArrayList<>();
    List<String> warnings = new ArrayList<>(snapshot.warnings());
    warnings.addAll(more);
    DuplicateNames duplicates = new DuplicateNames();
    snapshot
        .objects()
        .forEach(
            (key, target) -> {
              String name = target.cluster().name();
              ObjectKey earlier = named.putIfAbsent(name, key);
              if (earlier == null) {
                targets.add(target);
              } else {
                duplicates.add(
                    "more than one cluster of %s is named \"%s\"; that of %s counts, that of %s does not"
                        .formatted(target.cluster().source(), name, earlier, key));
              }
            });
    duplicates.warnings().forEach(warnings::add);
    return new Inventory(targets, warnings);
  }
}
