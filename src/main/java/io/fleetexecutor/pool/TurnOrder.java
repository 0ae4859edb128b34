package io.fleetexecutor.pool;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The streams with a request to serve, in the order of their turns, and those of them whose owner
 * holds no worker for themselves. Everything takes logarithmic time.
 */
final class TurnOrder {
  private final Map<String, Owner> owners = new HashMap<>();
  private final TreeSet<Owner> holders = new TreeSet<>();
  private final TreeSet<Owner> newcomers = new TreeSet<>();

  /** What decides over the place of a share must not change but between this and enter. */
  void leave(Share share) {
    Owner owner = owners.computeIfAbsent(share.owner, Owner::new);
    if (owner.hasTurn()) {
      peers(owner).remove(owner);
    }
    owner.remove(share);
  }

  void enter(Share share) {
    Owner owner = requireNonNull(owners.get(share.owner));
    owner.add(share);
    if (owner.isIdle()) {
      owners.remove(owner.name);
    } else if (owner.hasTurn()) {
      peers(owner).add(owner);
    }
  }

  private TreeSet<Owner> peers(Owner owner) {
    return owner.holdsNone() ? newcomers : holders;
  }

  @Nullable Share first() {
    Share newcomer = firstOf(newcomers);
    Share holder = firstOf(holders);
    if (newcomer == null || holder == null) {
      return newcomer == null ? holder : newcomer;
    }
    return newcomer.compareTo(holder) < 0 ? newcomer : holder;
  }

  /** Of those whose owner holds no worker. */
  @Nullable Share firstNewcomer() {
    return firstOf(newcomers);
  }

  private static @Nullable Share firstOf(TreeSet<Owner> owners) {
    return owners.isEmpty() ? null : owners.first().first();
  }
}
