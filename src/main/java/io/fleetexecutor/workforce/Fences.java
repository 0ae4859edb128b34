package io.fleetexecutor.workforce;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may borrow for which execution: the last that has taken it over. The last {@value #KEPT} are
 * remembered. To be used under a lock.
 */
final class Fences {
  private static final int KEPT = 10_000;

  private final Map<String, Fence> fences =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Fence> eldest) {
          return size() > KEPT;
        }
      };

  private record Fence(String owner, long epoch) {}

  /** Nothing where a later one is known. */
  void put(String executionId, String owner, long epoch) {
    Fence fence = new Fence(owner, epoch);
    fences.merge(executionId, fence, (before, now) -> now.epoch() >= before.epoch() ? now : before);
  }

  boolean allows(String executionId, String borrower) {
    Fence fence = fences.get(executionId);
    return fence == null || fence.owner().equals(borrower);
  }
}
