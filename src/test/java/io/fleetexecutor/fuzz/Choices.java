package io.fleetexecutor.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Decisions read out of bytes, so that whoever changes the bytes changes what is decided. When they
 * are used up, every decision is the first one.
 */
public final class Choices {
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          100L,
          101L,
          (long) Integer.MAX_VALUE,
          (long) Integer.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          1_000_000_000L,
          315_576_000_001L);

  private final byte[] bytes;
  private int position;

  public Choices(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** From 0, and less than this. */
  public int below(int bound) {
    int value = next();
    for (int limit = 256; limit < bound; limit *= 256) {
      value = value * 256 + next();
    }
    return value % bound;
  }

  public boolean isOneIn(int count) {
    return below(count) == count - 1;
  }

  public <T> T oneOf(List<T> items) {
    return items.get(below(items.size()));
  }

  /** More often than not one that is at the edge of something. */
  public long number() {
    return switch (below(4)) {
      case 0, 1 -> oneOf(NUMBERS);
      case 2 -> below(256);
      default -> {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
          value = value << 8 | next();
        }
        yield value;
      }
    };
  }

  public byte[] bytes() {
    int end = Math.min(bytes.length, position + below(256));
    byte[] taken = Arrays.copyOfRange(bytes, Math.min(position, end), end);
    position = end;
    return taken;
  }

  /** One of the samples, changed in a few places or not; or some pieces of them. */
  public String text(List<String> samples) {
    StringBuilder text = new StringBuilder(oneOf(samples));
    int changes = isOneIn(2) ? 1 + below(4) : 0;
    for (int i = 0; i < changes; i++) {
      change(text, samples);
    }
    // As it comes out of a message, in which no character is half.
    return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private void change(StringBuilder text, List<String> samples) {
    int at = below(text.length() + 1);
    int end = Math.min(text.length(), at + below(16));
    switch (below(5)) {
      case 0 -> text.insert(at, new String(bytes(), StandardCharsets.UTF_8));
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(at, text.substring(at, end));
      case 3 -> text.insert(at, oneOf(samples));
      default -> text.append((text.isEmpty() ? "x" : text.substring(at, end)).repeat(below(1024)));
    }
  }

  private int next() {
    return position < bytes.length ? bytes[position++] & 0xff : 0;
  }
}
