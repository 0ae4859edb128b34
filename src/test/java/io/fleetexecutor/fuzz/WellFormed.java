package io.fleetexecutor.fuzz;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts that are fit to be sent. */
public final class WellFormed {
  private WellFormed() {}

  /** Fails where the text is empty, or has half a character. */
  public static void check(String text) {
    if (text.isBlank()) {
      throw new AssertionError("a message is empty");
    }
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new AssertionError("a message has half a character: " + text, e);
    }
  }
}
