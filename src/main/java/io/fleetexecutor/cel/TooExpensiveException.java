package io.fleetexecutor.cel;

/** The budget that an expression was evaluated with is used up. */
public final class TooExpensiveException extends EvaluationException {
  private static final long serialVersionUID = 1;

  TooExpensiveException(String message) {
    super(message);
  }
}
