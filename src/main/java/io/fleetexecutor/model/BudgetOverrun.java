package io.fleetexecutor.model;

import java.util.Arrays;
import java.util.Locale;

/**
 * More clusters failed than may.
 *
 * @param cluster the last straw
 */
public record BudgetOverrun(Budget budget, int limit, String cluster) {

  /** What failures count against. */
  public enum Budget {
    FAILED,
    UNREACHABLE;

    /** For example {@code max_failed_clusters}. */
    public String fieldName() {
      return "max_%s_clusters".formatted(name().toLowerCase(Locale.ROOT));
    }

    /** The one of this field; FAILED where there is none. */
    public static Budget of(String fieldName) {
      return Arrays.stream(values())
          .filter(budget -> budget.fieldName().equals(fieldName))
          .findFirst()
          .orElse(FAILED);
    }
  }
}
