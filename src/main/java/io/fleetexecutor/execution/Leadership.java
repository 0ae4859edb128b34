package io.fleetexecutor.execution;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port: which executions this process runs, where several processes share them. Each is run by one
 * at a time; when that one is gone, another goes on with it.
 */
public interface Leadership {

  /**
   * Begins to give executions to this process, and single attempts of others; to be called once,
   * before any starts.
   */
  Uni<Void> begin(Leader leader, AttemptHost host);

  /** Whether no other process can think that this one is gone. */
  boolean isHeld();

  /** Whether another process goes on with what this one lets go. */
  boolean isShared();

  /** This process takes nothing any more, and gives back what has not begun. */
  void drain();

  /** This process does nothing for others any more. */
  void stopHelping();

  /** This process has let an execution go: another may go on with it at once. */
  void handOver(String executionId);

  /** How running executions stand, by id: outlines as whoever runs them told a moment ago. */
  Uni<Map<String, byte[]>> outlines();

  /**
   * Has the process that runs an execution carry out a command.
   *
   * @return false: no other process runs it
   */
  Uni<Boolean> forward(String executionId, Command command);

  /** Who runs executions in this process. */
  interface Leader {

    /** Whether it takes more. */
    boolean isOpen();

    /** Nobody runs this execution, and from now on this process does. */
    Uni<Void> goOn(String executionId);

    /** This process does not run this execution any more, and does nothing for it. */
    void letGo(String executionId);

    /** How the execution stands; null where it is not run here. */
    byte @Nullable [] outline(String executionId);

    Uni<Void> carryOut(String executionId, Command command);
  }
}
