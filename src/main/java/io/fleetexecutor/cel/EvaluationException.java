package io.fleetexecutor.cel;

/** An expression that has no value for what it is evaluated over. Its message is for people. */
public final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1;

  EvaluationException(String message) {
    super(message, null, false, false);
  }
}
