package io.fleetexecutor.workforce;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.execution.AttemptHost.Prepared;
import io.fleetexecutor.pool.Request;
import io.fleetexecutor.pool.Share;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A worker that this process lends, or is to lend. Guarded by the lending. */
final class Lent {
  enum State {
    /** For what is to be done before, or for a worker. */
    WAITING,
    LENT,
    BEGUN,
    ANSWERED
  }

  /**
   * Whose it is.
   *
   * @param loan as the borrower numbers it
   */
  record Key(String borrower, long loan) {}

  final Key key;
  final String executionId;
  final long epoch;
  final String cluster;
  State state = State.WAITING;
  boolean isDropped;
  // Whether its attempt is just being subscribed to.
  boolean isStarting;
  byte @Nullable [] answer;
  private @Nullable Answers window;
  private @Nullable Prepared prepared;
  private @Nullable Request request;
  private @Nullable Cancellable running;
  @Nullable Runnable end;

  Lent(String borrower, Message.Borrow wish) {
    this.key = new Key(borrower, wish.loan());
    this.executionId = wish.executionId();
    this.epoch = wish.epoch();
    this.cluster = wish.cluster();
  }

  Request prepare(Prepared attempt, Share share, Consumer<Lent> lend) {
    prepared = attempt;
    request = new Request(share, cluster, () -> lend.accept(this));
    return request;
  }

  /** Whether its request waits for a worker, or has one. */
  boolean isQueued() {
    return request != null;
  }

  Request request() {
    return requireNonNull(request);
  }

  Prepared prepared() {
    return requireNonNull(prepared);
  }

  void running(Cancellable attempt) {
    running = attempt;
  }

  void answer(byte[] bytes, Answers through) {
    answer = bytes;
    state = State.ANSWERED;
    window = through;
    through.add(this);
  }

  void answerAgain() {
    if (window != null) {
      window.sendAgain(this);
    }
  }

  /** The answer was taken, if there is one, or nobody wants it. */
  void endAnswer() {
    if (window != null) {
      window.remove(this);
    }
  }

  void cancel() {
    if (running != null) {
      running.cancel();
    }
  }
}
