package io.fleetexecutor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Reads files that arguments name, and standard input for -; never more than a request may hold.
 */
record InputReader(InputStream standardInput) {
  static final String STANDARD_INPUT = "-";
  static final int MAX_BYTES = 3 << 20;

  /** Fails as a wrong argument of the command, naming the file. */
  byte[] bytes(CommandLine command, String file) {
    try (InputStream in = open(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new ParameterException(
            command, "'%s' is larger than 3 MiB, the most that is taken".formatted(file));
      }
      return content;
    } catch (IOException failure) {
      throw unreadable(command, file, failure);
    }
  }

  /** The same, as text. */
  String text(CommandLine command, String file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(command, file)))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new ParameterException(command, "'%s' is no text in UTF-8".formatted(file), malformed);
    }
  }

  static ParameterException unreadable(CommandLine command, String file, IOException failure) {
    String why =
        switch (failure) {
          case NoSuchFileException missing -> "there is no such file or directory";
          case AccessDeniedException denied -> "permission denied";
          default -> String.valueOf(failure.getMessage());
        };
    return new ParameterException(command, "cannot read '%s': %s".formatted(file, why), failure);
  }

  private InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(Path.of(file));
  }
}
