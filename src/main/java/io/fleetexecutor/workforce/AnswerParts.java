package io.fleetexecutor.workforce;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer out of parts that come in order; one that follows none is passed over. */
final class AnswerParts {
  private final int count;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int next;

  AnswerParts(int count) {
    this.count = count;
  }

  /** Null: it is not whole. */
  byte @Nullable [] add(Message.Answer part) {
    if (part.part() != next || part.parts() != count) {
      return null;
    }
    bytes.writeBytes(part.bytes());
    next++;
    return next == count ? bytes.toByteArray() : null;
  }
}
