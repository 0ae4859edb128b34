package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells all who wait for it of one failure, and keeps nothing of those who have left. */
final class FailureSignal {
  private final Set<UniEmitter<?>> waiting = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Throwable failure;

  void fail(Throwable why) {
    failure = why;
    waiting.forEach(emitter -> emitter.fail(why));
  }

  /** The item, or the failure where that comes first. */
  <T> Uni<T> orFail(Uni<T> uni) {
    return Uni.combine().any().of(uni, this.<T>asUni());
  }

  private <T> Uni<T> asUni() {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              waiting.add(emitter);
              emitter.onTermination(() -> waiting.remove(emitter));
              Throwable happened = failure;
              if (happened != null) {
                emitter.fail(happened);
              }
            });
  }
}
