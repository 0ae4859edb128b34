package io.fleetexecutor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's programs keep what they have to remember.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base
 *     directories</a>
 */
final class StateDirectory {
  private static final String NAME = "fleet-executor";

  private StateDirectory() {}

  /** Of whoever runs this process. */
  static Path ofUser() {
    return of(System.getenv("XDG_STATE_HOME"), Path.of(System.getProperty("user.home")));
  }

  /**
   * @param stateHome the value of XDG_STATE_HOME; what is not absolute does not count, as there
   */
  static Path of(@Nullable String stateHome, Path home) {
    boolean set = stateHome != null && Path.of(stateHome).isAbsolute();
    return (set ? Path.of(stateHome) : home.resolve(".local/state")).resolve(NAME);
  }
}
