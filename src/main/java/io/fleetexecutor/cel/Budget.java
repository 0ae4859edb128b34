package io.fleetexecutor.cel;

/**
 * What one evaluation may cost. A unit is about one step of the interpreter: 16 characters that are
 * looked at or made, or an element of a list or map, cost as much.
 */
final class Budget {
  /** Enough for 1,000 steps on each of 5,000 objects; used up within seconds. */
  static final int MAX_COST = 5_000_000;

  static final int CHARACTERS_OF_A_UNIT = 16;

  private long left = MAX_COST;

  void charge(long cost) {
    left -= cost;
    if (left < 0) {
      left = 0;
      throw new TooExpensiveError();
    }
  }

  long spent() {
    return MAX_COST - left;
  }

  void chargeCharacters(long count) {
    charge(count / CHARACTERS_OF_A_UNIT);
  }

  /** As many characters as one times the other, without overflow. */
  void chargeProduct(long one, long other) {
    long product = one > 0 && other > Long.MAX_VALUE / one ? Long.MAX_VALUE : one * other;
    chargeCharacters(product);
  }

  /**
   * An error, because the interpreter takes an exception for the value of one side of || and &&.
   */
  static final class TooExpensiveError extends Error {
    private static final long serialVersionUID = 1;

    TooExpensiveError() {
      super("costs more than %,d".formatted(MAX_COST), null, false, false);
    }
  }
}
