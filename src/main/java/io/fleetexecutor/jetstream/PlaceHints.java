package io.fleetexecutor.jetstream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From which sequence of the stream on positions are found, of those that were read last. */
final class PlaceHints {
  private static final int MOST = 10_000;

  private final Map<Place, Long> sequences = new Recent();

  private record Place(String executionId, long position) {}

  synchronized @Nullable Long get(String executionId, long position) {
    return sequences.get(new Place(executionId, position));
  }

  synchronized void put(String executionId, long position, long sequence) {
    sequences.put(new Place(executionId, position), sequence);
  }

  private static final class Recent extends LinkedHashMap<Place, Long> {
    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Place, Long> eldest) {
      return size() > MOST;
    }
  }
}
