package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first result of each fingerprint, as far as they fit into a bounded memory. */
final class Samples {
  private static final int MAX_COUNT = 100;
  private static final long MAX_BYTES = 64 << 20;

  private final Map<String, ClusterResult> byFingerprint = new HashMap<>();
  private long bytes;

  void offer(ClusterResult result) {
    if (result.getFingerprint().isEmpty() || byFingerprint.containsKey(result.getFingerprint())) {
      return;
    }
    if (byFingerprint.size() < MAX_COUNT && bytes + result.getSerializedSize() <= MAX_BYTES) {
      byFingerprint.put(result.getFingerprint(), result);
      bytes += result.getSerializedSize();
    }
  }

  /** Null where there was none, or no room for it. */
  @Nullable ClusterResult of(String fingerprint) {
    return byFingerprint.get(fingerprint);
  }
}
