package io.fleetexecutor.cli;

import picocli.CommandLine.Help.Ansi;

/** The sign that a notice begins with, in its color where the terminal has colors. */
final class NoticeMark {

  private NoticeMark() {}

  static String failure(Terminal terminal) {
    return of(terminal, "red", "✗");
  }

  static String warning(Terminal terminal) {
    return of(terminal, "yellow", "!");
  }

  private static String of(Terminal terminal, String color, String sign) {
    Ansi ansi = terminal.colors() ? Ansi.ON : Ansi.OFF;
    return ansi.string("@|" + color + " " + sign + "|@");
  }
}
