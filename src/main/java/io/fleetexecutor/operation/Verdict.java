package io.fleetexecutor.operation;

/** What the state of an object says of something that is waited for. */
sealed interface Verdict {

  /** It has happened. */
  record Met() implements Verdict {}

  /**
   * It has not happened yet.
   *
   * @param why for people
   */
  record Pending(String why) implements Verdict {}

  /**
   * It will not happen any more.
   *
   * @param reason in the words of the object's own condition, for example {@code
   *     BackoffLimitExceeded}, where it is the object's
   */
  record Failed(String reason, String message) implements Verdict {}

  static Verdict met() {
    return new Met();
  }

  static Verdict pending(String format, Object... values) {
    return new Pending(format.formatted(values));
  }
}
