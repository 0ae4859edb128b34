package io.fleetexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {
  private static final Path HOME = Path.of("/home/jane");

  @Test
  void itIsInTheUsersStateHome() {
    assertThat(StateDirectory.of("/var/state", HOME))
        .isEqualTo(Path.of("/var/state/fleet-executor"));
  }

  @Test
  void whatIsUnsetOrRelativeDoesNotCount() {
    Path usual = Path.of("/home/jane/.local/state/fleet-executor");
    assertThat(StateDirectory.of(null, HOME)).isEqualTo(usual);
    assertThat(StateDirectory.of("", HOME)).isEqualTo(usual);
    assertThat(StateDirectory.of("state", HOME)).isEqualTo(usual);
  }
}
