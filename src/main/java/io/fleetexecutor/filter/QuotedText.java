package io.fleetexecutor.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in quotes.
 *
 * @param length with its quotes
 */
record QuotedText(Value value, int length) {

  static QuotedText read(String text, int start, int position) {
    char quote = text.charAt(start);
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = start + 1; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == quote) {
        parts.add(part.toString());
        return new QuotedText(new Value(position, List.copyOf(parts)), i + 1 - start);
      }
      if (character == '*') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (character == '\\' && i + 1 < text.length()) {
        i++;
        part.append(escaped(text, start, i, position));
      } else {
        part.append(character);
      }
    }
    throw new FilterException(
        position, "found %c without its end; close the quotes".formatted(quote));
  }

  private static char escaped(String text, int start, int at, int position) {
    char character = text.charAt(at);
    if ("\"'\\*".indexOf(character) < 0) {
      throw new FilterException(
          position + text.codePointCount(start, at - 1),
          "found \\%s; a backslash stands before \", ', \\ or *"
              .formatted(Character.toString(text.codePointAt(at))));
    }
    return character;
  }
}
