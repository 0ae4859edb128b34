package io.fleetexecutor.workforce;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Since when each execution is run by whoever runs it now, as far as this process has heard. The
 * last {@value #KEPT} are remembered. To be used under a lock.
 */
final class Fences {
  private static final int KEPT = 10_000;

  private final Map<String, Long> epochs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KEPT;
        }
      };

  /** What an epoch is to the last one of the execution. */
  enum Standing {
    THE_SAME,
    LATER,
    EARLIER
  }

  Standing put(String executionId, long epoch) {
    Long before = epochs.get(executionId);
    if (before != null && epoch <= before) {
      return epoch < before ? Standing.EARLIER : Standing.THE_SAME;
    }
    epochs.put(executionId, epoch);
    return Standing.LATER;
  }
}
