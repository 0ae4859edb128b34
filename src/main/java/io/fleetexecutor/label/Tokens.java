package io.fleetexecutor.label;

/** The words and signs of one requirement, one after the other; each character is read once. */
final class Tokens {

  /** What follows the last token. */
  static final String END = "";

  private static final String SIGNS = "=!(),><";
  private static final String BLANKS = " \t\r\n";

  private final String text;
  private int position;

  Tokens(String text) {
    this.text = text;
  }

  static boolean isWord(String token) {
    return !token.equals(END) && !isSign(token.charAt(0));
  }

  /** The next token, which stays the next one. */
  String peek() {
    int start = position;
    String token = take();
    position = start;
    return token;
  }

  String take() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
    int start = position;
    position = end(start);
    return text.substring(start, position);
  }

  private int end(int start) {
    if (start == text.length()) {
      return start;
    }
    if (isSign(text.charAt(start))) {
      boolean two = text.startsWith("==", start) || text.startsWith("!=", start);
      return start + (two ? 2 : 1);
    }
    int end = start;
    while (end < text.length() && !isSign(text.charAt(end)) && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSign(char character) {
    return SIGNS.indexOf(character) >= 0;
  }

  private static boolean isBlank(char character) {
    return BLANKS.indexOf(character) >= 0;
  }
}
