package io.fleetexecutor.label;

import org.jspecify.annotations.Nullable;

/** A decimal number of 64 bits as Kubernetes reads one in a label. */
final class WholeNumber {

  private WholeNumber() {}

  /** Null where the text is no such number. */
  static @Nullable Long parse(String text) {
    // Java would take the digits of all scripts.
    if (text.chars().anyMatch(character -> character > '9')) {
      return null;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
