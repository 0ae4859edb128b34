package io.fleetexecutor.workforce;

import java.util.Set;

/**
 * Port: the other processes, and messages to them. Messages may get lost; those from one process to
 * another that do not, come in order.
 */
public interface Post {

  /** The name of this process. */
  String self();

  /** All others that may be there. */
  Set<String> others();

  /** Those of the others that lend workers. */
  Set<String> lenders();

  /** Whether no other can think that this process is gone. */
  boolean isHeld();

  /** Never fails. */
  void send(String to, byte[] message);

  /** How large a message may be. */
  int maxBytes();
}
