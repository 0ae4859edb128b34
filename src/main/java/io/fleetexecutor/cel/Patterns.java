package io.fleetexecutor.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * Regular expressions in RE2 syntax, which match in time linear to the text. One that would unfold
 * into a large program is refused before it does.
 */
final class Patterns {
  private static final int LARGEST = 10_000;

  /** A counted repetition; its larger bound counts. */
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private Patterns() {}

  static boolean matches(String text, String pattern) {
    if (size(pattern) > LARGEST) {
      throw new CostException("the pattern is too large: " + start(pattern));
    }
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new CostException("the pattern cannot be read: " + e.getMessage());
    }
  }

  /** At most so many instructions: repetitions may be within one another. */
  private static double size(String pattern) {
    return REPETITION
        .matcher(pattern)
        .results()
        .mapToDouble(Patterns::bound)
        .reduce(pattern.length(), (size, bound) -> size * Math.max(1, bound));
  }

  private static double bound(MatchResult repetition) {
    String upper = repetition.group(2);
    return Double.parseDouble(upper == null || upper.isEmpty() ? repetition.group(1) : upper);
  }

  private static String start(String pattern) {
    return pattern.length() <= 60 ? pattern : pattern.substring(0, 60) + "…";
  }
}
