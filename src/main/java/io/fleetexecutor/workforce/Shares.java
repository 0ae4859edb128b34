package io.fleetexecutor.workforce;

import io.fleetexecutor.pool.Share;
import java.util.HashMap;
import java.util.Map;

/**
 * The shares that executions of others have in the workers of this process. To be used under a
 * lock.
 */
final class Shares {
  private final Map<Owner, Counted> shares = new HashMap<>();

  private record Owner(String borrower, String executionId) {}

  private static final class Counted {
    final Share share;
    int uses;

    Counted(String executionId) {
      this.share = new Share(executionId);
    }
  }

  /** To be released as often. */
  Share use(String borrower, String executionId) {
    Counted counted =
        shares.computeIfAbsent(new Owner(borrower, executionId), owner -> new Counted(executionId));
    counted.uses++;
    return counted.share;
  }

  void release(String borrower, String executionId) {
    shares.computeIfPresent(
        new Owner(borrower, executionId), (owner, counted) -> --counted.uses == 0 ? null : counted);
  }
}
