package io.fleetexecutor.workforce;

import java.time.Duration;
import java.util.Set;

/** What processes tell each other about workers that one lends the other. */
sealed interface Message {

  /**
   * From who borrows: a worker is wanted for a cluster.
   *
   * @param epoch since when this process runs the execution
   */
  record Borrow(long loan, String executionId, long epoch, String cluster) implements Message {}

  /** From who borrows: the worker is to make its attempt. */
  record Begin(long loan, Duration timeLeft) implements Message {}

  /** From who borrows: the worker is not wanted any more, whatever it does. */
  record Return(long loan) implements Message {}

  /**
   * From who borrows: what there is.
   *
   * @param from of the loans with this number and greater ones
   * @param before up to this one, which is not meant
   * @param loans those of them that there are
   * @param asked those of which it is to be told how they stand
   */
  record Roll(long from, long before, Set<Long> loans, Set<Long> asked) implements Message {}

  /** From who lends: here is the worker. */
  record Lent(long loan) implements Message {}

  /** From who lends: somebody else may lend it. */
  record Refused(long loan) implements Message {}

  /** From who lends: nothing is known of this loan. */
  record Unknown(long loan) implements Message {}

  /** From who lends: what came of the attempt, in parts. */
  record Answer(long loan, int part, int parts, byte[] bytes) implements Message {}

  /** From who runs an execution now: nothing is to be done for it that another process wanted. */
  record Fence(String executionId, long epoch) implements Message {}

  /** Nothing is. */
  record Fenced(String executionId, long epoch) implements Message {}
}
