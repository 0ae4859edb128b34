package io.fleetexecutor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetexecutor.file.FileStamp;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lines at the end of a file, in the order in which they were given, each of them whole. Those that
 * were acknowledged are on the disk. A file that somebody has moved away is begun anew.
 */
public final class AuditFile implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 1_000;
  private static final Set<StandardOpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path path;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private @Nullable FileChannel channel;
  private @Nullable Object key;

  private record Line(String text, CompletableFuture<@Nullable Void> written) {}

  /**
   * Opens the file, which only this user may read, and makes it where there is none; blocks.
   *
   * @throws IOException where it cannot be written to
   */
  public AuditFile(Path path) throws IOException {
    this.path = path;
    reopen();
    this.writer = Thread.ofVirtual().name("audit").start(this::write);
  }

  /**
   * Completes when the line is on the disk; fails with {@link AuditUnavailableException}, also
   * where {@value #MOST_WAITING} others wait.
   */
  public Uni<Void> append(String line) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              var added = new Line(line, new CompletableFuture<>());
              if (!waiting.offer(added)) {
                added.written.completeExceptionally(
                    new AuditUnavailableException("too much waits to be put on record", null));
              }
              return added.written.copy();
            });
  }

  private void write() {
    List<Line> lines = new ArrayList<>();
    try {
      while (true) {
        lines.add(waiting.take());
        waiting.drainTo(lines, MOST_AT_ONCE - 1);
        write(lines);
        lines.clear();
      }
    } catch (InterruptedException e) {
      waiting.drainTo(lines);
      write(lines);
    }
  }

  private void write(List<Line> lines) {
    try {
      writeAll(lines);
      lines.forEach(line -> line.written.complete(null));
    } catch (IOException e) {
      var failure = new AuditUnavailableException(path + " cannot be written to", e);
      lines.forEach(line -> line.written.completeExceptionally(failure));
    }
  }

  private void writeAll(List<Line> lines) throws IOException {
    FileStamp now = FileStamp.of(path);
    if (channel == null || now == null || !Objects.equals(now.key(), key)) {
      reopen();
    }
    FileChannel open = Objects.requireNonNull(channel);
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line.text).append('\n'));
    long before = open.size();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      open.force(false);
    } catch (IOException e) {
      open.truncate(before); // So that no half of a line stays.
      throw e;
    }
  }

  private void reopen() throws IOException {
    if (channel != null) {
      channel.close();
    }
    channel =
        FileChannel.open(
            path,
            APPENDING,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FileStamp stamp = FileStamp.of(path);
    key = stamp == null ? null : stamp.key();
  }

  /** Writes what waits. */
  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join();
      if (channel != null) {
        channel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // What was acknowledged is on the disk.
    }
  }
}
