package io.fleetexecutor.inventory;

/** A context that no request can be sent with; the problem names file, field and value. */
final class InvalidContextException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String problem;

  InvalidContextException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
