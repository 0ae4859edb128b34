package io.fleetexecutor.inventory.management;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a collection. Whoever follows it is told the whole a moment after something
 * changed, so that a burst of changes is told once, and is told nothing twice.
 */
final class ObjectTable<T> {
  private static final Duration BURST = Duration.ofMillis(100);

  private final ManagementCluster cluster;
  private final String resource;
  private final Consumer<Snapshot<T>> follower;
  private SortedMap<ObjectKey, T> objects = new TreeMap<>();
  private boolean known;
  private @Nullable Trouble trouble;
  private boolean telling;
  private @Nullable Snapshot<T> told;

  ObjectTable(ManagementCluster cluster, String resource, Consumer<Snapshot<T>> follower) {
    this.cluster = cluster;
    this.resource = resource;
    this.follower = follower;
  }

  synchronized int size() {
    return objects.size();
  }

  /** These are all. */
  synchronized void replace(SortedMap<ObjectKey, T> listed) {
    objects = new TreeMap<>(listed);
    known = true;
    if (trouble != null && !trouble.watching()) {
      trouble = null;
    }
    tellSoon();
  }

  synchronized void put(ObjectKey key, T object) {
    objects.put(key, object);
    tellSoon();
  }

  synchronized void remove(ObjectKey key) {
    if (objects.remove(key) != null) {
      tellSoon();
    }
  }

  synchronized void failed(boolean watching, Throwable failure) {
    Trouble earlier = trouble;
    trouble =
        new Trouble(
            earlier == null ? cluster.clock().instant() : earlier.since(), watching, failure);
    tellSoon();
  }

  /** Its changes arrive. */
  synchronized void watched() {
    if (trouble != null) {
      trouble = null;
      tellSoon();
    }
  }

  private void tellSoon() {
    if (!telling) {
      telling = true;
      cluster.timers().schedule(this::tell, BURST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void tell() {
    telling = false;
    List<String> warnings =
        trouble == null ? List.of() : List.of(trouble.text(cluster.name(), resource, known));
    Snapshot<T> now = new Snapshot<>(objects, warnings);
    if (!now.equals(told)) {
      told = now;
      follower.accept(now);
    }
  }
}
