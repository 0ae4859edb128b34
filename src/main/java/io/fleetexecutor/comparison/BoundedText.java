package io.fleetexecutor.comparison;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines up to a size; of those beyond it only the number is kept. */
final class BoundedText {
  static final int MAX_BYTES = 64 << 10;

  /** Room for the last line. */
  private static final int RESERVED = 128;

  private final StringBuilder text = new StringBuilder();
  private int bytes;
  private int moreLines;
  private int moreObjects;

  void add(List<String> lines) {
    for (String line : lines) {
      add(line);
    }
  }

  private void add(String line) {
    int size =
        line.length() > MAX_BYTES ? MAX_BYTES : line.getBytes(StandardCharsets.UTF_8).length + 1;
    if (isFull() || bytes + size > MAX_BYTES - RESERVED) {
      moreLines++;
      return;
    }
    bytes += size;
    text.append(line).append('\n');
  }

  boolean isFull() {
    return moreLines > 0;
  }

  void addUnseenObject() {
    moreObjects++;
  }

  @Override
  public String toString() {
    if (!isFull()) {
      return text.toString();
    }
    String objects =
        moreObjects == 0 ? "" : ", and %,d more objects that differ".formatted(moreObjects);
    return "%s… %,d more lines are left out%s\n".formatted(text, moreLines, objects);
  }
}
