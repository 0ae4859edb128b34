package io.fleetexecutor.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of {@link Permits} as they are told: each time, all that wait are looked at. */
final class PlainPermits {
  private final int total;
  private final int maxPerCluster;
  private final List<Wish> waiting = new ArrayList<>();
  private final List<Wish> held = new ArrayList<>();
  private final List<Integer> granted = new ArrayList<>();
  private final Map<Integer, Integer> lastTurns = new HashMap<>();
  private int now;

  /**
   * @param owner of the stream; empty: nobody
   * @param refused gives its permit back as soon as it has it
   */
  record Wish(int id, int stream, String owner, String cluster, boolean refused) {}

  PlainPermits(int total, int maxPerCluster) {
    this.total = total;
    this.maxPerCluster = maxPerCluster;
  }

  void ask(Wish wish) {
    now++;
    if (waiting.stream().noneMatch(other -> other.stream == wish.stream)) {
      lastTurns.put(wish.stream, now);
    }
    waiting.add(wish);
    grant();
  }

  boolean withdraw(Wish wish) {
    return waiting.remove(wish);
  }

  void release(Wish wish) {
    held.remove(wish);
    grant();
  }

  /** The ids of all that ever got a permit, in order. */
  List<Integer> granted() {
    return granted;
  }

  List<Wish> held() {
    return held;
  }

  int waiting() {
    return waiting.size();
  }

  private void grant() {
    for (Optional<Wish> next = next(); next.isPresent(); next = next()) {
      Wish wish = next.get();
      waiting.remove(wish);
      granted.add(wish.id);
      lastTurns.put(wish.stream, ++now);
      if (!wish.refused) {
        held.add(wish);
      }
    }
  }

  private Optional<Wish> next() {
    return waiting.stream()
        .filter(wish -> hasPlace(wish, held, total) && hasSlot(wish))
        .min(
            Comparator.<Wish>comparingLong(this::workers)
                .thenComparing(wish -> lastTurns.get(wish.stream))
                .thenComparing(Wish::id));
  }

  private long workers(Wish wish) {
    return held.stream().filter(other -> other.stream == wish.stream).count();
  }

  private boolean hasSlot(Wish wish) {
    List<Wish> there = held.stream().filter(other -> other.cluster.equals(wish.cluster)).toList();
    return wish.cluster.isBlank() || hasPlace(wish, there, maxPerCluster);
  }

  private static boolean hasPlace(Wish wish, List<Wish> taken, int places) {
    boolean mayHaveTheLast =
        wish.owner.isEmpty() || taken.stream().noneMatch(other -> other.owner.equals(wish.owner));
    int reserved = mayHaveTheLast ? 0 : places / 4;
    return places - taken.size() > reserved;
  }
}
