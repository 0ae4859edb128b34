package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tells when the log has how every attempt ended, once nothing starts any more. */
final class HandOver {
  private final Attempts attempts;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private volatile boolean begun;

  HandOver(Attempts attempts) {
    this.attempts = attempts;
  }

  /** To be called when nothing starts any more. */
  Uni<Void> begin() {
    begun = true;
    tellIfSettled();
    return Uni.createFrom().completionStage(done.copy());
  }

  /** The log has how an attempt at the cluster ended. */
  void settled(String cluster) {
    attempts.endWritten(cluster);
    tellIfSettled();
  }

  private void tellIfSettled() {
    if (begun && attempts.areSettled()) {
      done.complete(null);
    }
  }
}
