package io.fleetexecutor.access;

import io.fleetexecutor.file.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Policies that are written in tests. */
final class Policies {
  private Policies() {}

  static Access access(String yaml) {
    Policy policy = read(yaml);
    return new Access(() -> policy);
  }

  static Policy read(String yaml) {
    try {
      return PolicyReader.read(YamlFile.parseForeign(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
