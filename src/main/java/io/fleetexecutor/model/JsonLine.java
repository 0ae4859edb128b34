package io.fleetexecutor.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One line of JSON as the bytes that it is kept and sent as; equal to another with the same bytes.
 *
 * @param utf8 read only; none where there is no JSON
 */
public record JsonLine(ByteBuffer utf8) {

  public static JsonLine of(byte[] utf8) {
    return new JsonLine(ByteBuffer.wrap(utf8));
  }

  public static JsonLine of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In bytes. */
  public int size() {
    return utf8.remaining();
  }

  /** The text; what is no UTF-8 is replaced. */
  @Override
  public String toString() {
    return StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
  }
}
