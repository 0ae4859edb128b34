package io.fleetexecutor.workforce;

import io.fleetexecutor.execution.LostWorkerException;
import io.fleetexecutor.execution.RemoteWorker;
import io.fleetexecutor.pool.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A worker that another process lends, or is asked to. */
final class Loan implements RemoteWorker {
  enum State {
    ASKED,
    LENT,
    BEGUN,
    LOST
  }

  final long number;
  final String lender;
  final Request request;

  /** Who has refused the request before. */
  final Set<String> refused;

  private final Borrowing borrowing;
  private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
  // The rest is guarded by the borrowing.
  State state = State.ASKED;
  boolean isQuiet;
  @Nullable Duration timeLeft;
  private @Nullable AnswerParts parts;

  Loan(long number, String lender, Request request, Set<String> refused, Borrowing borrowing) {
    this.number = number;
    this.lender = lender;
    this.request = request;
    this.refused = refused;
    this.borrowing = borrowing;
  }

  State state() {
    return state;
  }

  @Override
  public Uni<byte[]> attempt(Duration left) {
    return Uni.createFrom()
        .deferred(
            () -> {
              borrowing.begin(this, left);
              return Uni.createFrom().completionStage(answer);
            });
  }

  /** Null: it is not whole. */
  byte @Nullable [] add(Message.Answer part) {
    if (parts == null || part.part() == 0) {
      parts = new AnswerParts(part.parts());
    }
    return parts.add(part);
  }

  void complete(byte[] whole) {
    answer.complete(whole);
  }

  void lose(boolean hadBegun) {
    answer.completeExceptionally(new LostWorkerException(hadBegun));
  }
}
