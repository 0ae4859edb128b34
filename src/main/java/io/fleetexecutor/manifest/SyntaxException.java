package io.fleetexecutor.manifest;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** A text is not YAML, or not JSON, or beyond a limit; what follows in it cannot be read. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Mark mark;

  SyntaxException(@Nullable Mark mark, String description) {
    super(description);
    this.mark = mark;
  }

  @Nullable Mark mark() {
    return mark;
  }

  String description() {
    return String.valueOf(getMessage());
  }

  /** Whether it was read further than the other one. */
  boolean isBehind(SyntaxException other) {
    return mark != null && (other.mark == null || position(mark) > position(other.mark));
  }

  private static long position(Mark mark) {
    return ((long) mark.getLine() << 32) + mark.getColumn();
  }
}
