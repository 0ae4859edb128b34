package io.fleetexecutor.filter;

import java.util.List;

/**
 * What a field is compared with.
 *
 * @param parts the text, split where it has wildcards
 */
record Value(int position, List<String> parts) {

  /** A text without quotes, and so without escapes. */
  static Value bare(int position, String text) {
    return new Value(position, List.of(text.split("\\*", -1)));
  }

  String text() {
    return String.join("*", parts);
  }

  /** Each part is searched once, leftmost: no match is lost by that, and nothing is tried twice. */
  boolean matches(String text) {
    String first = parts.getFirst();
    String last = parts.getLast();
    if (parts.size() == 1) {
      return text.equals(first);
    }
    int end = text.length() - last.length();
    if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, from, end);
      if (found < 0) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
