package io.fleetexecutor.model;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An exact name, or a pattern in which {@code *} stands for any characters and {@code ?} for one.
 * Matching takes no more than name times pattern steps, whatever the pattern.
 */
public record NamePattern(String text, Pattern regex) {

  public static NamePattern of(String text) {
    return new NamePattern(text, Pattern.compile(regex(text), Pattern.DOTALL));
  }

  public boolean matches(String name) {
    return regex.matcher(name).matches();
  }

  private static String regex(String text) {
    List<String> parts =
        Arrays.stream(text.split("\\*+", -1)).map(NamePattern::quoteAllButQuestionMarks).toList();
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    // Atomic groups: the leftmost match of a part is as good as any, so none is ever tried twice.
    String middle =
        parts.subList(1, parts.size() - 1).stream()
            .map("(?>.*?%s)"::formatted)
            .collect(Collectors.joining());
    return parts.getFirst() + middle + ".*" + parts.getLast();
  }

  private static String quoteAllButQuestionMarks(String part) {
    return Arrays.stream(part.split("\\?", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining("."));
  }
}
