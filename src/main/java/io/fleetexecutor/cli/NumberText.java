package io.fleetexecutor.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people write them. */
final class NumberText {

  private NumberText() {}

  /** With no more of a fraction than there is: 2, 0.5. */
  static String of(double number) {
    return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }
}
