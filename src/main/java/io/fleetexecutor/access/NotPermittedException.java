package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import java.util.List;

/** The caller lacks permissions, which it names; nothing was done. */
public final class NotPermittedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param missing each for people, for example {@code scale_workload in cluster prod}
   */
  NotPermittedException(Caller caller, List<String> missing) {
    this("%s is not permitted: %s".formatted(caller.name(), String.join("; ", missing)));
  }

  /** Of an execution that the caller sees. */
  public static NotPermittedException ofExecution(Caller caller, Permission permission) {
    return new NotPermittedException(
        caller, List.of(permission.text() + " in all clusters of the execution"));
  }

  /** The same, as another process has told it. */
  public NotPermittedException(String message) {
    super(message, null, false, false);
  }

  /** Who has started an execution approves no wave of it. */
  public static NotPermittedException ofOwnApproval(String caller) {
    return new NotPermittedException(
        "%s is not permitted: to approve a wave of an execution that %s started; somebody else has"
                .formatted(caller, caller)
            + " to");
  }
}
