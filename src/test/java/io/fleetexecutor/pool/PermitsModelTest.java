package io.fleetexecutor.pool;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Every interleaving of asking, withdrawing and releasing keeps the bound and leaves nobody waiting
 * beside a free permit.
 */
public class PermitsModelTest {
  private static final int TOTAL = 2;
  private final Permits permits = new Permits(TOTAL);
  private int held;
  private int highest;

  @Operation
  public void acquire() {
    permits.acquire(this::hold);
  }

  @Operation
  public void acquireAndRelease() {
    permits.acquire(permits::release);
  }

  @Operation
  public boolean acquireAndWithdraw() {
    boolean[] called = new boolean[1];
    Runnable callback =
        () -> {
          called[0] = true;
          permits.release();
        };
    permits.acquire(callback);
    return permits.withdraw(callback) && called[0];
  }

  @Operation
  public void release() {
    if (letGo()) {
      permits.release();
    }
  }

  @Validate
  public void boundHoldsAndNobodyWaitsBesideAFreePermit() {
    if (permits.waiting() > 0 && permits.inUse() < TOTAL) {
      throw new IllegalStateException(permits.waiting() + " wait, " + permits.inUse() + " in use");
    }
    if (highest > TOTAL) {
      throw new IllegalStateException(highest + " of " + TOTAL + " permits held");
    }
    if (permits.inUse() != held) {
      throw new IllegalStateException(permits.inUse() + " in use, but " + held + " held");
    }
  }

  private synchronized void hold() {
    held++;
    highest = Math.max(highest, held);
  }

  private synchronized boolean letGo() {
    if (held == 0) {
      return false;
    }
    held--;
    return true;
  }

  @Test
  void holdsInEveryInterleaving() {
    new ModelCheckingOptions()
        .iterations(5)
        .invocationsPerIteration(200)
        .threads(2)
        .actorsPerThread(2)
        .check(getClass());
  }
}
