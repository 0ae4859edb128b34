package io.fleetexecutor.pool;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The streams with a request to serve, in the order of their turns; those whose owner holds no
 * worker also for themselves. Everything takes logarithmic time.
 */
final class TurnOrder {
  private final Map<String, Owner> owners = new HashMap<>();
  private final TreeSet<Owner> all = new TreeSet<>();
  private final TreeSet<Owner> newcomers = new TreeSet<>();

  /** What decides over the place of a share must not change but between this and enter. */
  void leave(Share share) {
    Owner owner = owners.computeIfAbsent(share.owner, Owner::new);
    if (owner.hasTurn()) {
      all.remove(owner);
      newcomers.remove(owner);
    }
    owner.remove(share);
  }

  void enter(Share share) {
    Owner owner = requireNonNull(owners.get(share.owner));
    owner.add(share);
    if (owner.isIdle()) {
      owners.remove(owner.name);
    } else if (owner.hasTurn()) {
      all.add(owner);
      if (owner.holdsNone()) {
        newcomers.add(owner);
      }
    }
  }

  @Nullable Share first() {
    return firstOf(all);
  }

  /** Of those whose owner holds no worker. */
  @Nullable Share firstNewcomer() {
    return firstOf(newcomers);
  }

  private static @Nullable Share firstOf(TreeSet<Owner> owners) {
    return owners.isEmpty() ? null : owners.first().first();
  }
}
