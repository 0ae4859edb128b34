package io.fleetexecutor.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Estimates from above how large the program of a regular expression becomes. RE2 matches in time
 * that is linear in it, but writes repeats out: ((a{100}){100}){100} has a million instructions.
 */
final class RegexSize {
  /** What compiling costs, as if each instruction were run so many times. */
  static final int COMPILE_COST = 64;

  private static final Pattern REPEAT =
      Pattern.compile("([)}?*+]?)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

  private RegexSize() {}

  static long of(String pattern) {
    double largest = 1;
    double nested = 1;
    for (Matcher repeat = REPEAT.matcher(pattern); repeat.find(); ) {
      int count = Math.max(1, Math.max(number(repeat.group(2)), number(repeat.group(3))));
      // Only what follows a group or a repeat can repeat another one.
      if (repeat.group(1).isEmpty()) {
        largest = Math.max(largest, count);
      } else {
        nested *= count;
      }
    }
    return (long) ((pattern.length() + 1) * largest * nested);
  }

  private static int number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
