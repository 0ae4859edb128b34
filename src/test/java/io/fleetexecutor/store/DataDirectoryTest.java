package io.fleetexecutor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temporary;

  @Test
  void aDirectoryIsMadeForItsOwnerAlone() throws IOException {
    Path root = temporary.resolve("a/b");
    try (DataDirectory directory = DataDirectory.open(root)) {
      assertThat(directory.executionIds()).isEmpty();
      for (Path made : new Path[] {root, root.resolve("executions")}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void aDirectoryInUseIsRefusedWithItsHolderAndTheSetting() throws IOException {
    try (DataDirectory first = DataDirectory.open(temporary)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> DataDirectory.open(temporary))
          .withMessageContaining(first.root().toString())
          .withMessageContaining("process " + ProcessHandle.current().pid())
          .withMessageContaining("fleet.data-dir")
          .withMessageContaining("FLEET_DATA_DIR");
    }
    DataDirectory.open(temporary).close();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsRefusedWithTheSetting() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    for (Path path : new Path[] {file, file.resolve("below")}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> DataDirectory.open(path))
          .withMessageContaining(path.toString())
          .withMessageContaining("fleet.data-dir");
    }
  }

  @Test
  void anIdThatIsNoFileNameIsRefused() throws IOException {
    try (DataDirectory directory = DataDirectory.open(temporary)) {
      for (String id : new String[] {"", ".", "..", "../x", "a/b", "a\\b", "a.db", "-a", "a\0b"}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> directory.execution(id))
            .withMessageContaining("'" + id + "'");
      }
    }
  }
}
