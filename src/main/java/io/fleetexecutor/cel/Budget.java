package io.fleetexecutor.cel;

/**
 * What evaluations may cost together, which is bounded since nothing else gets the thread
 * meanwhile. A unit is about one step of the interpreter: 16 characters that are looked at or made,
 * or an element of a list or map, cost as much.
 */
public final class Budget {
  /** Enough for 2,000 steps on each of 5,000 objects; used up within seconds. */
  static final int MAX_COST = 10_000_000;

  static final int CHARACTERS_OF_A_UNIT = 16;

  private final long whole;
  private long left;
  private boolean usedUp;

  /** What all expressions over one answer may cost. */
  public Budget() {
    this(MAX_COST);
  }

  private Budget(long whole) {
    this.whole = whole;
    left = whole;
  }

  /** Another one, of what is left of this one. */
  Budget ofRest() {
    return new Budget(left);
  }

  void charge(long cost) {
    left -= cost;
    if (left < 0) {
      left = 0;
      usedUp = true;
      throw new TooExpensiveError();
    }
  }

  long spent() {
    return whole - left;
  }

  /** Whether an evaluation ended since it wanted more than was left. */
  public boolean isUsedUp() {
    return usedUp;
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
      super(
          "the budget of %,d steps for all expressions over an answer is used up"
              .formatted(MAX_COST),
          null,
          false,
          false);
    }
  }
}
