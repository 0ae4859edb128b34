package io.fleetexecutor.workforce;

import io.fleetexecutor.pool.Share;
import java.util.HashMap;
import java.util.Map;

/**
 * The shares that executions of others have in the workers of this process. To be used under a
 * lock.
 */
final class Shares {
  private final Map<Key, Counted> shares = new HashMap<>();

  private record Key(String borrower, String executionId) {}

  private static final class Counted {
    final Share share;
    int uses;

    Counted(Share share) {
      this.share = share;
    }
  }

  /**
   * To be released as often.
   *
   * @param owner of the execution
   */
  Share use(String borrower, String executionId, String owner) {
    Counted counted =
        shares.computeIfAbsent(
            new Key(borrower, executionId), key -> new Counted(new Share(executionId, owner)));
    counted.uses++;
    return counted.share;
  }

  void release(String borrower, String executionId) {
    shares.computeIfPresent(
        new Key(borrower, executionId), (key, counted) -> --counted.uses == 0 ? null : counted);
  }
}
