package io.fleetexecutor.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system in memory that can be filled; mounting it takes root. */
record Tmpfs(Path directory) implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;

  /** Whether this process may mount one. */
  static boolean isAllowed() {
    try {
      Path directory = Files.createTempDirectory("tmpfs");
      mount(directory, "1m").close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static Tmpfs mount(Path directory, String size) throws IOException {
    run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString());
    return new Tmpfs(directory);
  }

  /** Takes all the room that is left, to the last page. */
  void fill() throws IOException {
    try (var file =
        FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (room() > 0) {
        file.write(ByteBuffer.allocate(PAGE_BYTES));
      }
    } catch (IOException e) {
      // Others may have taken the last page.
      if (room() > 0) {
        throw e;
      }
    }
  }

  private long room() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  @Override
  public void close() {
    try {
      // Lazily: it must go even where a process that hangs still has files in it.
      run("umount", "-l", directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exitCode = process.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new IOException("%s ended with %d: %s".formatted(command[0], exitCode, output));
    }
  }
}
