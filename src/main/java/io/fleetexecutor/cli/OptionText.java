package io.fleetexecutor.cli;

import java.util.regex.Pattern;

/** An option as a shell takes it, with a space before; nothing where it is not given. */
final class OptionText {
  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w@%+=:,./!-]+");
  private static final int MAX_LENGTH = 120;

  private OptionText() {}

  static String of(String name, String value) {
    return value.isEmpty() ? "" : " " + name + " " + quoted(value);
  }

  static String flag(String name, boolean given) {
    return given ? " " + name : "";
  }

  /** Long values are cut: they are to be read. */
  static String quoted(String value) {
    String shown = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value;
    return NEEDS_NO_QUOTES.matcher(shown).matches()
        ? shown
        : "'" + shown.replace("'", "'\\''") + "'";
  }
}
