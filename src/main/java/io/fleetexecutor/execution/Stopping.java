package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether and why an execution ends early. A reason that spares running clusters gives way to one
 * that cuts them off, and no other does.
 */
final class Stopping {
  private final AtomicReference<@Nullable Begun> begun = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> cutOff = new CompletableFuture<>();

  private record Begun(Stop why, boolean cutsOff, Uni<Void> announced) {}

  /**
   * @param announced completes when the reason is durable
   * @return whether this is the reason now
   */
  boolean begin(Stop why, boolean cutsOff, Uni<Void> announced) {
    Begun next = new Begun(why, cutsOff, announced);
    Begun before = begun.get();
    while (before == null || (cutsOff && !before.cutsOff())) {
      if (begun.compareAndSet(before, next)) {
        return true;
      }
      before = begun.get();
    }
    return false;
  }

  /** Ends running clusters, where the reason is one that does. */
  void carryOut() {
    if (isCutOff()) {
      cutOff.complete(null);
    }
  }

  /** Null where it does not end early. */
  @Nullable Stop why() {
    Begun now = begun.get();
    return now == null ? null : now.why();
  }

  /** The same, of clusters that ended with it. */
  Stop cause() {
    // The pool stops by itself only when it is shut down under a running execution.
    return Objects.requireNonNullElse(why(), Stop.SHUTDOWN);
  }

  /** Whether running clusters end with it. */
  boolean isCutOff() {
    Begun now = begun.get();
    return now != null && now.cutsOff();
  }

  /** Completes when the reason is durable; at once where there is none. */
  Uni<Void> announced() {
    Begun now = begun.get();
    return now == null ? Uni.createFrom().voidItem() : now.announced();
  }

  /** Completes when running clusters are to end. */
  Uni<Void> cutOff() {
    return Uni.createFrom().completionStage(cutOff.copy());
  }
}
