package io.fleetexecutor.operation;

import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an answer is not as the caller's expressions ask; tells the first few, and counts all. */
final class Shortcomings {
  static final String EXPRESSION_FAILED = "EXPRESSION_FAILED";
  private static final int MOST_TOLD = 5;

  private final List<String> told = new ArrayList<>();
  private int count;
  private boolean broken;

  void clear() {
    told.clear();
    count = 0;
    broken = false;
  }

  void unmet(@Nullable ResourceRef ref, String expectation) {
    add(about(ref) + "not true: " + expectation);
  }

  void broken(@Nullable ResourceRef ref, String expression, String why) {
    broken |= count == 0;
    add(about(ref) + why + " in: " + expression);
  }

  /** Told before all others, for nothing was checked after it. */
  void tooExpensive(@Nullable ResourceRef ref, String expression, String why) {
    broken = true;
    told.addFirst(about(ref) + why + " in: " + expression);
    count++;
    if (told.size() > MOST_TOLD) {
      told.removeLast();
    }
  }

  void tooLarge(long maxBytes) {
    broken |= count == 0;
    add("the projection makes more than max_output_bytes (%,d)".formatted(maxBytes));
  }

  /** Null where there is none. */
  @Nullable ClusterError error() {
    if (count == 0) {
      return null;
    }
    String more = count > told.size() ? "; and %d more".formatted(count - told.size()) : "";
    return ClusterError.of(
        ErrorCode.FAILED_PRECONDITION,
        broken ? EXPRESSION_FAILED : "EXPECTATION_FAILED",
        String.join("; ", told) + more);
  }

  private void add(String shortcoming) {
    if (told.size() < MOST_TOLD) {
      told.add(shortcoming);
    }
    count++;
  }

  private static String about(@Nullable ResourceRef ref) {
    return ref == null ? "" : Names.of(ref) + ": ";
  }
}
