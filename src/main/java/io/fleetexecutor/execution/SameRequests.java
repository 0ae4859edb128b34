package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Of starts with the same request id at once, one starts, and the others wait for it. */
final class SameRequests {
  private final Map<String, Uni<String>> starting = new ConcurrentHashMap<>();

  /**
   * @param first starts it
   * @param again is done in its place, once another one has started, or failed to
   */
  Uni<String> start(String requestId, Supplier<Uni<String>> first, Supplier<Uni<String>> again) {
    Uni<String> own =
        Uni.createFrom()
            .deferred(first::get)
            .onTermination()
            .invoke(() -> starting.remove(requestId))
            .memoize()
            .indefinitely();
    Uni<String> another = starting.putIfAbsent(requestId, own);
    return another == null
        ? own
        : another.onItemOrFailure().transformToUni((id, failure) -> again.get());
  }
}
