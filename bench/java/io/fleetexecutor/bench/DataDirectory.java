package io.fleetexecutor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of its own for the logs of one service; closing it deletes it. */
record DataDirectory(Path path) implements AutoCloseable {

  static DataDirectory create() throws IOException {
    return new DataDirectory(Files.createTempDirectory("fleet-bench"));
  }

  /** What all files in it have. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    for (Path file : files().reversed()) {
      Files.delete(file);
    }
  }

  /** A directory before what is in it. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    }
  }
}
