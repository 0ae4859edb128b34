package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clusters of each fingerprint answered, as far as it fits into a bounded memory. */
final class Samples {
  private static final int MAX_COUNT = 100;
  private static final long MAX_BYTES = 64 << 20;

  private final AnswerLines answers;
  private final Map<String, Sample> byFingerprint = new HashMap<>();
  private long bytes;

  Samples(AnswerLines answers) {
    this.answers = answers;
  }

  void offer(ClusterResult result) {
    if (result.getFingerprint().isEmpty()) {
      return;
    }
    boolean room = bytes + result.getSerializedSize() <= MAX_BYTES;
    Sample sample = byFingerprint.get(result.getFingerprint());
    boolean kept = false;
    if (sample != null) {
      kept = sample.add(result, AnswerText.of(result, answers), room);
    } else if (room && byFingerprint.size() < MAX_COUNT) {
      byFingerprint.put(
          result.getFingerprint(), new Sample(result, AnswerText.of(result, answers)));
      kept = true;
    }
    if (kept) {
      bytes += result.getSerializedSize();
    }
  }

  /** Null where there was none, or no room for it. */
  @Nullable Sample of(String fingerprint) {
    return byFingerprint.get(fingerprint);
  }
}
