package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Work that has begun and not ended, to be waited for. */
final class ActiveWork {
  private final Set<CompletableFuture<?>> active = ConcurrentHashMap.newKeySet();

  /** Counts as active until the returned action is run. */
  Runnable begin() {
    var work = new CompletableFuture<@Nullable Void>();
    active.add(work);
    return () -> {
      active.remove(work);
      work.complete(null);
    };
  }

  /** Completes when nothing is active: also not what began while others ended. */
  Uni<Void> allEnded() {
    return Uni.createFrom()
        .deferred(
            () -> {
              CompletableFuture<?>[] now = active.toArray(CompletableFuture[]::new);
              return now.length == 0
                  ? Uni.createFrom().voidItem()
                  : Uni.createFrom()
                      .completionStage(CompletableFuture.allOf(now))
                      .chain(this::allEnded);
            });
  }
}
