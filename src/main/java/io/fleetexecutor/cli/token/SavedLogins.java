package io.fleetexecutor.cli.token;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The user's logins, a file for each server, which nobody else may read and which is replaced as a
 * whole. One process at a time changes the login for a server.
 */
public final class SavedLogins {
  private final Path directory;

  private SavedLogins(Path directory) {
    this.directory = directory;
  }

  public static SavedLogins in(Path stateDirectory) {
    return new SavedLogins(stateDirectory.resolve("logins"));
  }

  /** What becomes of a login. */
  interface Change {
    SavedLogin of(SavedLogin login) throws TokenException;
  }

  private interface Action<T> {
    T run() throws IOException, TokenException;
  }

  public boolean has(String server) {
    return Files.exists(file(server, ".json"));
  }

  SavedLogin read(String server) throws TokenException {
    Path file = file(server, ".json");
    try {
      return LoginJson.read(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      // Without its cause, which may repeat a token.
      throw new TokenException(
          "the saved login '%s' is damaged; replace it with: fleet login".formatted(file));
    } catch (NoSuchFileException e) {
      throw new TokenException(
          "there is no login for %s any more; run: fleet login".formatted(server));
    } catch (IOException e) {
      throw new TokenException(
          "the saved login '%s' cannot be read: %s".formatted(file, FileProblems.text(e)), e);
    }
  }

  public void write(String server, SavedLogin login) throws TokenException {
    changing(server, () -> replace(server, login));
  }

  /** Gives what the change made of the login, which is saved. */
  SavedLogin change(String server, Change change) throws TokenException {
    return changing(server, () -> replace(server, change.of(read(server))));
  }

  /** Tells whether there was one. */
  public boolean forget(String server) throws TokenException {
    return has(server) && changing(server, () -> Files.deleteIfExists(file(server, ".json")));
  }

  private synchronized <T> T changing(String server, Action<T> action) throws TokenException {
    try {
      Files.createDirectories(directory, ownerOnly());
      try (FileChannel file = FileChannel.open(file(server, ".lock"), CREATE, WRITE)) {
        file.lock();
        return action.run();
      }
    } catch (IOException e) {
      throw new TokenException(
          "the login cannot be saved in '%s': %s".formatted(directory, FileProblems.text(e)), e);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private SavedLogin replace(String server, SavedLogin login) throws IOException {
    // A temporary file is its owner's alone.
    Path whole = Files.createTempFile(directory, "login", ".new");
    try {
      try (FileChannel file = FileChannel.open(whole, WRITE)) {
        ByteBuffer json = ByteBuffer.wrap(LoginJson.write(login));
        while (json.hasRemaining()) {
          file.write(json);
        }
        file.force(true);
      }
      Files.move(
          whole,
          file(server, ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
    return login;
  }

  private Path file(String server, String suffix) {
    return directory.resolve(URLEncoder.encode(server, StandardCharsets.UTF_8) + suffix);
  }
}
