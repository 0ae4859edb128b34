package io.fleetexecutor.manifest;

import java.nio.charset.StandardCharsets;

/** How much of anything is read. */
final class Limits {
  static final int SOURCE_BYTES = 3 << 20;
  static final int OBJECT_BYTES = 3 << 19;
  static final int OBJECTS = 1_000;
  static final int PROBLEMS = 100;

  /** With the empty ones. */
  static final int DOCUMENTS = 10_000;

  /** What aliases make of a source, all objects together. */
  static final int TOTAL_BYTES = 2 * SOURCE_BYTES;

  static final int NESTING = 200;

  /** Far more than 3 MiB of real manifests have, and as many as a hundred megabytes hold. */
  static final int NODES = 400_000;

  static final int ALIASES = 10_000;

  /** Keys that merges bring in, all together. */
  static final int MERGED_KEYS = 200_000;

  private Limits() {}

  static String mebibytes(int bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes / (double) (1 << 20)) + " MiB";
  }

  /** Whether it has more UTF-8 bytes than that. */
  static boolean isLonger(String source, int maxBytes) {
    if (source.length() > maxBytes) {
      return true;
    }
    return source.length() > maxBytes / 3
        && source.getBytes(StandardCharsets.UTF_8).length > maxBytes;
  }
}
