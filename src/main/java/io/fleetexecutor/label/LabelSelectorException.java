package io.fleetexecutor.label;

/** A text is no label selector; tells which requirement cannot be read, and what would be right. */
public final class LabelSelectorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int SHOWN_CHARACTERS = 100;

  LabelSelectorException(String requirement, String problem) {
    super('"' + shortened(requirement.strip()) + "\": " + problem);
  }

  private static String shortened(String text) {
    // A character outside of the basic plane is not cut in two.
    return text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
  }
}
