package io.fleetexecutor.cli;

import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** A unified diff, coloured as git does. */
record DiffLines(boolean colors) {
  List<String> of(String diff, String indent) {
    return diff.lines().map(Printable::of).map(this::colored).map(indent::concat).toList();
  }

  private String colored(String line) {
    if (!colors || line.isEmpty()) {
      return line;
    }
    return switch (line.charAt(0)) {
      case '+' -> in(Style.fg_green, line);
      case '-' -> in(Style.fg_red, line);
      case '@' -> in(Style.fg_cyan, line);
      default -> line;
    };
  }

  private static String in(Style color, String line) {
    return color.on() + line + color.off();
  }
}
