package io.fleetexecutor.model;

import java.util.List;

/**
 * Who asks for something.
 *
 * @param name as whoever vouches for it has it
 * @param uid stays the same where the name is given to somebody else; empty: unknown
 */
public record Caller(String name, List<String> groups, String uid) {

  /** Who has not said who they are. */
  public static final Caller ANONYMOUS = new Caller("anonymous", List.of(), "");

  /**
   * Whether a name or a group is one of Kubernetes itself, which is somebody else in each cluster.
   */
  public static boolean isReserved(String name) {
    return name.startsWith("system:");
  }

  public Caller {
    groups = List.copyOf(groups);
  }

  /** Of whom nothing but the name is known. */
  public static Caller named(String name) {
    return new Caller(name, List.of(), "");
  }
}
