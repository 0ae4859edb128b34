package io.fleetexecutor.manifest;

/** Parts of a source, as messages show them. */
final class Text {
  private static final int SHOWN = 80;

  private Text() {}

  static String shortened(String text) {
    String printable =
        text.codePoints()
            .limit(SHOWN + 1L)
            .collect(StringBuilder::new, Text::append, StringBuilder::append)
            .toString();
    return printable.codePointCount(0, printable.length()) > SHOWN
        ? printable.substring(0, printable.offsetByCodePoints(0, SHOWN)) + "…"
        : printable;
  }

  private static void append(StringBuilder text, int codePoint) {
    boolean isPrintable =
        !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    text.appendCodePoint(isPrintable ? codePoint : '\uFFFD');
  }

  /** Whether it has half of a pair of surrogates, which is no character. */
  static boolean isBroken(String text) {
    return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
