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
  private static final int MOST_WAITING_BYTES = 64 << 20;
  private static final Set<StandardOpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path path;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  // Guarded by this.
  private boolean closed;
  private long waitingBytes;
  private @Nullable FileChannel channel;
  private @Nullable Object key;

  private record Line(byte[] bytes, CompletableFuture<@Nullable Void> written) {}

  /** What comes last. */
  private static final Line END = new Line(new byte[0], new CompletableFuture<>());

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
   * where {@value #MOST_WAITING} others wait, or {@value #MOST_WAITING_BYTES} bytes.
   */
  public Uni<Void> append(String line) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              var added =
                  new Line((line + "\n").getBytes(UTF_8), new CompletableFuture<@Nullable Void>());
              String refusal = offer(added);
              if (refusal != null) {
                added.written.completeExceptionally(new AuditUnavailableException(refusal, null));
              }
              return added.written.copy();
            });
  }

  private synchronized @Nullable String offer(Line line) {
    if (closed) {
      return "nothing is put on record any more";
    }
    if (waitingBytes + line.bytes.length > MOST_WAITING_BYTES || !waiting.offer(line)) {
      return "too much waits to be put on record";
    }
    waitingBytes += line.bytes.length;
    return null;
  }

  private synchronized void written(List<Line> lines) {
    lines.forEach(line -> waitingBytes -= line.bytes.length);
  }

  private void write() {
    List<Line> lines = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      lines.clear();
      try {
        lines.add(waiting.take());
      } catch (InterruptedException e) {
        continue; // Nobody does.
      }
      waiting.drainTo(lines, MOST_AT_ONCE - 1);
      ended = lines.remove(END);
      write(lines);
      written(lines);
    }
  }

  private void write(List<Line> lines) {
    try {
      writeAll(lines);
      lines.forEach(line -> line.written.complete(null));
    } catch (IOException | RuntimeException e) {
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
    long before = open.size();
    try {
      for (Line line : lines) {
        writeWhole(open, line.bytes);
      }
      open.force(false);
    } catch (IOException e) {
      open.truncate(before); // So that no half of a line stays.
      throw e;
    }
  }

  private static void writeWhole(FileChannel open, byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) {
      open.write(bytes);
    }
  }

  private void reopen() throws IOException {
    FileChannel before = channel;
    channel = null;
    if (before != null) {
      before.close();
    }
    FileChannel open =
        FileChannel.open(
            path,
            APPENDING,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FileStamp stamp = FileStamp.of(path);
    key = stamp == null ? null : stamp.key();
    channel = open;
    if (endsInHalfALine()) {
      writeWhole(open, new byte[] {'\n'});
    }
  }

  /** As after a power cut. */
  private boolean endsInHalfALine() throws IOException {
    try (FileChannel read = FileChannel.open(path, StandardOpenOption.READ)) {
      if (read.size() == 0) {
        return false;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      read.read(last, read.size() - 1);
      return last.get(0) != '\n';
    }
  }

  /** Writes what waits. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      waiting.put(END);
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
