package io.fleetexecutor.limit;

import io.fleetexecutor.model.Caller;

/**
 * Whom a limit counts for: a caller by its name, or who has not said who they are by their address.
 *
 * @param address empty: of a caller with a name
 */
public record CallerKey(String name, String address) {

  public static CallerKey of(Caller caller, String address) {
    return new CallerKey(caller.name(), caller.equals(Caller.ANONYMOUS) ? address : "");
  }

  /** For messages. */
  @Override
  public String toString() {
    return address.isEmpty() ? name : "%s at %s".formatted(name, address);
  }
}
