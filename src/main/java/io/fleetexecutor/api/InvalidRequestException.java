package io.fleetexecutor.api;

import java.util.List;

/** A request that is wrong in itself, with everything that is wrong with it. */
final class InvalidRequestException extends RuntimeException {
  private final List<Violation> violations;

  InvalidRequestException(List<Violation> violations) {
    super(message(violations));
    this.violations = List.copyOf(violations);
  }

  List<Violation> violations() {
    return violations;
  }

  private static String message(List<Violation> violations) {
    Violation first = violations.getFirst();
    String more = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
    return first.field() + ": " + Refusals.shortened(first.description()) + more;
  }
}
