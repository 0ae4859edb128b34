package io.fleetexecutor.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/** What a file may suffer while nobody has it open. */
enum Damage {
  TRUNCATED {
    @Override
    byte[] harm(byte[] content) {
      return Arrays.copyOf(content, content.length / 2);
    }
  },
  EMPTY {
    @Override
    byte[] harm(byte[] content) {
      return new byte[0];
    }
  },
  ZEROED {
    @Override
    byte[] harm(byte[] content) {
      return new byte[content.length];
    }
  },
  SCRAMBLED {
    @Override
    byte[] harm(byte[] content) {
      byte[] noise = new byte[content.length / 2];
      new Random(1).nextBytes(noise);
      System.arraycopy(noise, 0, content, content.length / 4, noise.length);
      return content;
    }
  },
  REMOVED {
    @Override
    byte[] harm(byte[] content) {
      return content;
    }
  };

  abstract byte[] harm(byte[] content);

  /** Does it to a database, and takes away what could mend it. */
  void to(Path database) {
    try {
      Files.deleteIfExists(Path.of(database + "-wal"));
      Files.deleteIfExists(Path.of(database + "-shm"));
      if (this == REMOVED) {
        Files.delete(database);
      } else {
        Files.write(
            database, harm(Files.readAllBytes(database)), StandardOpenOption.TRUNCATE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
