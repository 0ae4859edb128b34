package io.fleetexecutor.log;

import java.time.Instant;
import java.util.Comparator;

/** The place of an entry among all: by its time, and of the same moment by its id. */
public record EntryKey(Instant createTime, String id) implements Comparable<EntryKey> {
  private static final Comparator<EntryKey> ORDER =
      Comparator.comparing(EntryKey::createTime).thenComparing(EntryKey::id);

  @Override
  public int compareTo(EntryKey other) {
    return ORDER.compare(this, other);
  }
}
