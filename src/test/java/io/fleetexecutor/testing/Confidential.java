package io.fleetexecutor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Keys, tokens and other values of the tests that nothing may tell. They are searched for, in all
 * that was told, once all tests have run.
 */
public final class Confidential {

  /** A line for each value; tests of every process add to it. */
  public static final Path VALUES = Path.of("target", "confidential");

  // What is shorter could be a word of a message.
  private static final int SHORTEST = 12;
  private static final String ARMOR = "-----";

  private Confidential() {}

  /** A new value. */
  public static String value() {
    return keep(UUID.randomUUID().toString());
  }

  /**
   * @param value of one line, a PEM file or a token; what is too short to be told from a word is
   *     not kept
   * @return the value
   */
  public static String keep(String value) {
    String lines = lines(value);
    if (!lines.isEmpty()) {
      append(lines);
    }
    return value;
  }

  private static String lines(String value) {
    var lines = new StringBuilder();
    for (String line : value.split("\n", -1)) {
      // Who has the signature of a token has what makes it one.
      String secret = line.startsWith("eyJ") ? line.substring(line.lastIndexOf('.') + 1) : line;
      if (secret.length() >= SHORTEST && !secret.startsWith(ARMOR)) {
        lines.append(secret).append('\n');
      }
    }
    return lines.toString();
  }

  private static synchronized void append(String lines) {
    try {
      Files.createDirectories(VALUES.toAbsolutePath().getParent());
      Files.writeString(VALUES, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a text holds that holds this value: itself, or its base64 wherever it begins. */
  public static List<String> forms(String value) {
    List<String> forms = new ArrayList<>(List.of(value));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = (" ".repeat(shift) + value).getBytes(UTF_8);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The characters at both ends also stand for bits of what is around it.
      forms.add(base64.substring(shift == 0 ? 0 : shift + 1, shifted.length * 8 / 6));
    }
    return forms;
  }
}
