package io.fleetexecutor.cli;

import java.util.Map;
import java.util.Properties;

/**
 * What standard error is connected to, where progress is shown.
 *
 * @param interactive it is a terminal that can redraw a line
 * @param colors it may be coloured
 * @param columns its width
 * @param withOutput standard output is the same terminal
 */
record Terminal(boolean interactive, boolean colors, int columns, boolean withOutput) {
  static final Terminal NONE = new Terminal(false, false, 80, false);

  /** Whether standard output may be coloured. */
  boolean outputColors() {
    return colors && withOutput;
  }

  /** How wide standard output is. */
  int outputColumns() {
    return withOutput ? columns : NONE.columns;
  }

  /** The script says what it found, as Java cannot ask for one stream alone. */
  static Terminal detect(Map<String, String> environment, Properties properties) {
    boolean terminal = Boolean.parseBoolean(properties.getProperty("terminal.stderr"));
    boolean interactive = terminal && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    boolean colors = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        interactive,
        colors,
        columns(properties.getProperty("terminal.columns", "")),
        Boolean.parseBoolean(properties.getProperty("terminal.stdout")));
  }

  private static int columns(String text) {
    try {
      int columns = Integer.parseInt(text);
      return columns > 0 ? columns : NONE.columns;
    } catch (NumberFormatException unknown) {
      return NONE.columns;
    }
  }
}
