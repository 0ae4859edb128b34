package io.fleetexecutor.workforce;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: the other processes, and messages to them. Messages may get lost; those from one process to
 * another that do not, come in order.
 */
public interface Post {

  /** The name of this process. */
  String self();

  /** All others that may be there and take messages. */
  Set<String> others();

  /** Those of the others that lend workers. */
  Set<String> lenders();

  /**
   * Since when this process runs an execution: a number greater than those of all who ran it
   * before; null: it does not run it.
   */
  @Nullable Long epoch(String executionId);

  /** Whether no other can think that this process is gone. */
  boolean isHeld();

  /** Never fails. */
  void send(String to, byte[] message);

  /** How large a message may be. */
  int maxBytes();
}
