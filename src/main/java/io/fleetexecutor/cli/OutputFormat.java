package io.fleetexecutor.cli;

import java.util.Locale;

/** How a command shows what it got. */
enum OutputFormat {
  TABLE,
  WIDE,
  JSON,
  NAME;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
