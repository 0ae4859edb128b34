package io.fleetexecutor.store;

import io.fleetexecutor.log.LogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite or of the file system means for a log. */
final class Failures {
  // SQLite reports a quota and a limit of a file's size as a failed write.
  private static final Set<SQLiteErrorCode> NO_ROOM =
      Set.of(
          SQLiteErrorCode.SQLITE_FULL,
          SQLiteErrorCode.SQLITE_IOERR_WRITE,
          SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);
  // What tells that a file is not what it was; any other trouble may pass, and says nothing of it.
  private static final Set<SQLiteErrorCode> DAMAGE =
      Set.of(
          SQLiteErrorCode.SQLITE_ERROR,
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_NOTADB,
          SQLiteErrorCode.SQLITE_FORMAT,
          SQLiteErrorCode.SQLITE_EMPTY,
          SQLiteErrorCode.SQLITE_MISMATCH,
          SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
          SQLiteErrorCode.SQLITE_IOERR_SHORT_READ);
  // As the C library words ENOSPC, EDQUOT and EFBIG.
  private static final Set<String> NO_ROOM_MESSAGES =
      Set.of("No space left on device", "Disk quota exceeded", "File too large");

  private Failures() {}

  static RuntimeException of(String executionId, Path directory, Throwable error) {
    if (isNoRoom(error)) {
      return new LogException.Full(
          "there is no room for more in the data directory %s (%s)"
              .formatted(directory, error.getMessage()),
          error);
    }
    return switch (error) {
      case SQLException e ->
          isDamage(e) ? damaged(executionId, e) : unusable(executionId, new IOException(e));
      case IOException e -> unusable(executionId, e);
      case FlywayException e -> damaged(executionId, e);
      case Schema.NewerVersion e -> damaged(executionId, e);
      case RuntimeException e -> e;
      default -> unusable(executionId, new IOException(error));
    };
  }

  static boolean isDamage(SQLException error) {
    return !(error instanceof SQLiteException sqlite) || DAMAGE.contains(sqlite.getResultCode());
  }

  private static RuntimeException damaged(String executionId, Exception error) {
    return new LogException.Damaged(executionId, String.valueOf(error.getMessage()), error);
  }

  private static RuntimeException unusable(String executionId, IOException error) {
    return new UncheckedIOException(
        "the log of execution %s cannot be used now (%s)"
            .formatted(executionId, error.getMessage()),
        error);
  }

  static boolean isNoRoom(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite && NO_ROOM.contains(sqlite.getResultCode())
          || cause instanceof IOException io && saysNoRoom(io)) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysNoRoom(IOException error) {
    String message = String.valueOf(error.getMessage());
    return NO_ROOM_MESSAGES.stream().anyMatch(message::contains);
  }
}
