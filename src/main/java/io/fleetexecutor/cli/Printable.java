package io.fleetexecutor.cli;

/** Text from clusters, safe to show: control and direction characters become visible escapes. */
final class Printable {

  private Printable() {}

  /** Escaped as JSON does, so that a line of JSON stays the same JSON. */
  static String of(String untrusted) {
    if (untrusted.codePoints().noneMatch(Printable::steersTerminal)) {
      return untrusted;
    }
    StringBuilder visible = new StringBuilder(untrusted.length() + 16);
    untrusted.codePoints().forEach(c -> append(visible, c));
    return visible.toString();
  }

  private static void append(StringBuilder visible, int c) {
    switch (c) {
      case '\n' -> visible.append("\\n");
      case '\r' -> visible.append("\\r");
      case '\t' -> visible.append("\\t");
      default -> {
        if (!steersTerminal(c)) {
          visible.appendCodePoint(c);
        } else {
          for (char unit : Character.toChars(c)) {
            visible.append("\\u%04x".formatted((int) unit));
          }
        }
      }
    }
  }

  private static boolean steersTerminal(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
