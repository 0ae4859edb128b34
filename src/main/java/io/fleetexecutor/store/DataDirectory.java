package io.fleetexecutor.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.fleetexecutor.log.LogException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the log lives: the catalog, and a file for each execution. One process has it at a time.
 */
final class DataDirectory implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
  private static final String SUFFIX = ".db";
  private static final String UNFINISHED = ".new";
  private static final String DELETED = ".deleted";

  private final Path root;
  private final Path executions;
  private final DirectoryLock lock;

  private DataDirectory(Path root, Path executions, DirectoryLock lock) {
    this.root = root;
    this.executions = executions;
    this.lock = lock;
  }

  static DataDirectory open(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Path executions = root.resolve("executions");
      Files.createDirectories(root, ownerOnly(root));
      Files.createDirectories(executions, ownerOnly(root));
      return new DataDirectory(root, executions, DirectoryLock.take(root));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the data directory %s cannot be created or written (%s); give this user the right to, or use another directory (fleet.data-dir, FLEET_DATA_DIR)"
              .formatted(root, reason(e)),
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  Path root() {
    return root;
  }

  Path catalog() {
    return root.resolve("catalog.db");
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  Path execution(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "the execution id '%s' is no file name; use letters, digits, '-' and '_'".formatted(id));
    }
    return executions.resolve(id + SUFFIX);
  }

  boolean has(String id) {
    return isId(id) && Files.exists(execution(id));
  }

  /** Where a file is written until it is complete. */
  Path unfinished(String id) {
    return executions.resolve(execution(id).getFileName() + UNFINISHED);
  }

  /** Of each file that is there. */
  Set<String> executionIds() throws IOException {
    return idsOf(SUFFIX);
  }

  /** Of each deletion that was begun. */
  Set<String> deletedIds() throws IOException {
    return idsOf(SUFFIX + DELETED);
  }

  private Set<String> idsOf(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(executions)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .filter(DataDirectory::isId)
          .collect(Collectors.toSet());
    }
  }

  /** Removes what was being written as a process died. */
  void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(executions)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().contains(SUFFIX + UNFINISHED)) {
          Files.delete(file);
        }
      }
    }
  }

  void removeUnfinished(String id) throws IOException {
    Path file = unfinished(id);
    Files.deleteIfExists(file);
    for (Path beside : journalOf(file)) {
      Files.deleteIfExists(beside);
    }
  }

  /** Puts a complete file in its place; durable, and never half of it. */
  void publish(String id) throws IOException {
    Path unfinished = unfinished(id);
    sync(unfinished);
    Files.move(unfinished, execution(id), ATOMIC_MOVE, REPLACE_EXISTING);
    sync(executions);
  }

  void remove(String id) throws IOException {
    Files.deleteIfExists(execution(id));
    removeJournal(id);
    sync(executions);
  }

  /** Frees the disk at once, and leaves a mark that survives a crash; takes no room itself. */
  void markDeleted(String id) throws IOException {
    Path mark = deleted(id);
    if (Files.exists(execution(id))) {
      Files.move(execution(id), mark, ATOMIC_MOVE, REPLACE_EXISTING);
    }
    sync(executions);
    FileChannel.open(
            mark,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)
        .close();
    removeJournal(id);
    sync(executions);
  }

  boolean isMarkedDeleted(String id) {
    return Files.exists(deleted(id));
  }

  void removeMark(String id) throws IOException {
    Files.deleteIfExists(deleted(id));
  }

  private Path deleted(String id) {
    return executions.resolve(execution(id).getFileName() + DELETED);
  }

  void removeJournal(String id) throws IOException {
    for (Path beside : journalOf(execution(id))) {
      Files.deleteIfExists(beside);
    }
  }

  long bytes(String id) throws IOException {
    return size(execution(id)) + size(journal(execution(id)));
  }

  boolean hasJournal(String id) {
    return Files.exists(journal(execution(id)));
  }

  void requireFree(long minBytes) throws IOException {
    long free = Files.getFileStore(executions).getUsableSpace();
    if (free < minBytes) {
      throw new LogException.Full(
          "the data directory %s has %d bytes free, and %d are required to start an execution (fleet.min-free-bytes)"
              .formatted(root, free, minBytes));
    }
  }

  static Path journal(Path database) {
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  /** What lies beside a database in use. */
  static List<Path> journalOf(Path database) {
    return List.of(journal(database), database.resolveSibling(database.getFileName() + "-shm"));
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
