package io.fleetexecutor.cel;

/** An expression has no value for an object; the message is short and for people. */
public sealed class EvaluationException extends Exception permits TooExpensiveException {
  private static final long serialVersionUID = 1;

  EvaluationException(String message) {
    super(message);
  }
}
