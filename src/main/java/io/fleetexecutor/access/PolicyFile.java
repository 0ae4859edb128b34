package io.fleetexecutor.access;

import io.fleetexecutor.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * The policy in a YAML file, followed as it changes. A file that breaks or disappears changes
 * nothing, and is told in the log.
 */
public final class PolicyFile {
  private static final Logger LOG = Logger.getLogger(PolicyFile.class);

  private final WatchedFile<Policy> file;
  private volatile Policy policy;

  /**
   * Reads it for the first time, which blocks.
   *
   * @throws IOException with everything that is wrong with it
   */
  public PolicyFile(Path path) throws IOException {
    this.file = new WatchedFile<>(path, PolicyReader::read);
    Policy first = file.content();
    if (first == null) {
      throw new IOException(file.problem());
    }
    this.policy = first;
  }

  /** Looks at it again, which blocks. */
  public void refresh() {
    if (!file.refresh()) {
      return;
    }
    Policy next = file.content();
    if (!file.problem().isEmpty()) {
      LOG.errorf("permissions: %s", file.problem());
    } else if (next != null) {
      policy = next;
      LOG.info("the permissions have changed");
    }
  }

  Policy policy() {
    return policy;
  }
}
