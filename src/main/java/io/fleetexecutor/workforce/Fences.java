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

  /** What somebody who runs an execution is to whoever did before. */
  enum Standing {
    THE_SAME,
    LATER,
    EARLIER
  }

  Standing put(String executionId, String owner, long epoch) {
    Fence before = fences.get(executionId);
    if (before != null && epoch < before.epoch() && !owner.equals(before.owner())) {
      return Standing.EARLIER;
    }
    fences.put(executionId, new Fence(owner, epoch));
    return before == null || owner.equals(before.owner()) ? Standing.THE_SAME : Standing.LATER;
  }
}
