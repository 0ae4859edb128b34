package io.fleetexecutor.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.impl.Headers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which processes are there: each tells so again and again. One that has not done it for the time
 * of a lease, as another sees it, is gone for that one; it stops to count itself in before, so that
 * no clock needs to be right, only as fast as others. Calls block.
 */
final class Membership {
  // Which messages a process understands that others send it.
  private static final String POST = "Fleet-Post";
  private static final String POST_VERSION = "2";
  private static final String LENDS = "Fleet-Lends";
  private static final int FORGOTTEN_AFTER_LEASES = 100;

  private final SubjectStream replicas;
  private final Subjects subjects;
  private final String replica;
  private final long leaseNanos;
  private final LongSupplier nanoTime;
  // Guarded by itself.
  private final Map<String, Seen> seen = new HashMap<>();
  // Guarded by this: nothing keeps a process from telling that it is there.
  private long sequence;
  private boolean hasLeft;
  private volatile boolean begun;
  private volatile @Nullable Long heldUntil;

  /**
   * What was observed of a process.
   *
   * @param since when its last message was seen first
   * @param until when it was seen last
   */
  private record Seen(long sequence, long since, long until, boolean hasPost, boolean lends) {

    static Seen of(StoredMessage last, @Nullable Seen before, long now) {
      return new Seen(
          last.sequence(),
          before != null && before.sequence() == last.sequence() ? before.since() : now,
          now,
          POST_VERSION.equals(last.headers().getFirst(POST)),
          last.headers().containsKey(LENDS));
    }

    /** A pause of the observer itself does not count. */
    boolean isSilentFor(long nanos) {
      return until - since > nanos;
    }
  }

  Membership(
      SubjectStream replicas,
      Subjects subjects,
      String replica,
      Duration lease,
      LongSupplier nanoTime) {
    this.replicas = replicas;
    this.subjects = subjects;
    this.replica = replica;
    this.leaseNanos = lease.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * This process is there, until it leaves.
   *
   * @param lends whether others may borrow its workers
   * @param lapsed is run, before it counts as held again, where others may have thought that it is
   *     gone
   */
  synchronized void beat(boolean lends, Runnable lapsed) {
    if (hasLeft) {
      return;
    }
    begun = true;
    if (!tell(lends, lapsed)) {
      // The acknowledgement of the last one was lost, or others have forgotten this process.
      StoredMessage last = replicas.last(subjects.replica(replica));
      sequence = last == null ? 0 : last.sequence();
      tell(lends, lapsed);
    }
  }

  private boolean tell(boolean lends, Runnable lapsed) {
    long sent = nanoTime.getAsLong();
    try {
      sequence = publish(sequence, lends);
      if (heldUntil != null && !isHeld()) {
        lapsed.run();
      }
      heldUntil = sent + leaseNanos * 2 / 3;
      return true;
    } catch (OutOfSequenceException e) {
      return false;
    }
  }

  private long publish(long expected, boolean lends) throws OutOfSequenceException {
    Headers headers = new Headers().put(POST, POST_VERSION);
    if (lends) {
      headers.put(LENDS, "yes");
    }
    return replicas.publish(subjects.replica(replica), headers, replica.getBytes(UTF_8), expected);
  }

  /** Whether no other process can think that this one is gone. */
  boolean isHeld() {
    Long until = heldUntil;
    return until != null && nanoTime.getAsLong() - until < 0;
  }

  /** Whether this process was ever to be counted in. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether no other process can go on with what this one writes to. */
  boolean mayWrite() {
    return !begun || isHeld();
  }

  /** Looks who is there. */
  void observe() {
    long now = nanoTime.getAsLong();
    Map<String, StoredMessage> found = new HashMap<>();
    replicas
        .all(subjects.replicas())
        .forEach(message -> found.put(new String(message.body(), UTF_8), message));
    missing(found.keySet()).forEach(other -> findAgain(other, found));
    List<String> dead;
    synchronized (seen) {
      seen.keySet().retainAll(found.keySet());
      found.forEach(
          (other, last) -> seen.compute(other, (id, before) -> Seen.of(last, before, now)));
      dead = silentFor(FORGOTTEN_AFTER_LEASES * leaseNanos);
    }
    // One that was only paused counts itself in again.
    dead.forEach(other -> replicas.purge(subjects.replica(other)));
  }

  private Set<String> missing(Set<String> found) {
    synchronized (seen) {
      Set<String> missing = new HashSet<>(seen.keySet());
      missing.removeAll(found);
      return missing;
    }
  }

  /** Nobody is gone because one look has missed it. */
  private void findAgain(String other, Map<String, StoredMessage> found) {
    StoredMessage last = replicas.last(subjects.replica(other));
    if (last != null) {
      found.put(other, last);
    }
  }

  private List<String> silentFor(long nanos) {
    return seen.entrySet().stream()
        .filter(other -> other.getValue().isSilentFor(nanos))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All others that may be there and take messages, by what was observed last. */
  Set<String> others() {
    return others(Seen::hasPost);
  }

  /** Those of them whose workers may be borrowed. */
  Set<String> lenders() {
    return others(other -> other.hasPost() && other.lends());
  }

  private Set<String> others(Predicate<Seen> which) {
    synchronized (seen) {
      return seen.entrySet().stream()
          .filter(other -> which.test(other.getValue()))
          .filter(other -> !other.getValue().isSilentFor(leaseNanos))
          .map(Map.Entry::getKey)
          .filter(other -> !other.equals(replica))
          .collect(Collectors.toSet());
    }
  }

  /** By what was observed last. */
  boolean isGone(String other) {
    synchronized (seen) {
      Seen last = seen.get(other);
      return last == null || last.isSilentFor(leaseNanos);
    }
  }

  /** This process is not there any more. */
  synchronized void leave() {
    hasLeft = true;
    heldUntil = null;
    try {
      replicas.purge(subjects.replica(replica));
    } catch (UncheckedIOException e) {
      // The others will find out by themselves.
    }
  }
}
