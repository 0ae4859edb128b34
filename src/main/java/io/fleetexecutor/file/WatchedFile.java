package io.fleetexecutor.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file, read again whenever that has changed and come to rest. A file that breaks or
 * disappears keeps what was in it last, and its problem says so.
 */
public final class WatchedFile<T> {
  /** Reads a file. */
  public interface Reader<T> {
    /** Fails with what is wrong with the file, to be told after its path. */
    T read(Path path) throws IOException;
  }

  private final Path path;
  private final Reader<T> reader;
  private @Nullable FileStamp read;
  private @Nullable FileStamp seen;
  private @Nullable T content;
  private boolean absent;
  private String problem = "";

  /** Reads it for the first time. */
  public WatchedFile(Path path, Reader<T> reader) {
    this.path = path;
    this.reader = reader;
    this.seen = FileStamp.of(path);
    read(seen);
  }

  /** Whether there is something new. A file that is being written is left until it rests. */
  public boolean refresh() {
    FileStamp now = FileStamp.of(path);
    boolean rests = Objects.equals(now, seen);
    seen = now;
    if (!rests || Objects.equals(now, read)) {
      return false;
    }
    read(now);
    return true;
  }

  private void read(@Nullable FileStamp stamp) {
    read = stamp;
    // A link that leads nowhere is no absent file.
    absent = stamp == null && Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    try {
      if (absent) {
        throw new IOException(content == null ? "does not exist" : "has disappeared");
      }
      content = reader.read(path);
      problem = "";
    } catch (IOException | RuntimeException e) {
      String kept = content == null ? "" : "; what it held before counts";
      String reason =
          e instanceof IOException
              ? e.getMessage()
              : "cannot be read (" + e.getClass().getSimpleName() + ")";
      problem = path + ": " + reason + kept;
    }
  }

  /** The last that could be read. */
  public @Nullable T content() {
    return content;
  }

  public boolean exists() {
    return !absent;
  }

  /** Of the file as it is now; empty: none. */
  public String problem() {
    return problem;
  }
}
