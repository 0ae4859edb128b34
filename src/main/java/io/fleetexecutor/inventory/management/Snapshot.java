package io.fleetexecutor.inventory.management;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a management cluster has at one moment, or had when it could be asked last.
 *
 * @param warnings why it is not as it is now
 */
public record Snapshot<T>(SortedMap<ObjectKey, T> objects, List<String> warnings) {
  public Snapshot {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    warnings = List.copyOf(warnings);
  }
}
