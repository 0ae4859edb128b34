package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What an attempt has done to its cluster so far, for when it comes to no answer of its own.
 * Written by the operation, completed by whoever ends it: after that nothing is sent any more, so
 * that nothing can happen that the answer does not tell. May be used by several threads.
 */
public final class AttemptNotes {
  private final BooleanSupplier mayAct;
  private int unsettled;
  private boolean changed;
  private String waitingFor = "";
  private boolean completed;
  private boolean fenced;

  public AttemptNotes() {
    this(() -> true);
  }

  /**
   * @param mayAct whether this process may still do something for the execution
   */
  AttemptNotes(BooleanSupplier mayAct) {
    this.mayAct = mayAct;
  }

  /**
   * A request that changes something is about to be sent.
   *
   * @throws CancellationException where the attempt has ended, or is not for this process any more:
   *     then it must not be sent
   */
  public synchronized void sending() {
    fenced |= !mayAct.getAsBoolean();
    if (completed || fenced) {
      throw new CancellationException("the attempt has ended");
    }
    unsettled++;
  }

  /** Whether something was not sent since it is not for this process any more. */
  synchronized boolean isFenced() {
    return fenced;
  }

  /** That request was answered, or never reached the cluster. */
  public synchronized void settled(boolean changedSomething) {
    unsettled--;
    changed |= changedSomething;
  }

  /** For people, for example {@code deployment default/web: 1 of 3 replicas are available}. */
  public synchronized void waitingFor(String what) {
    waitingFor = what;
  }

  /** Empty where it waits for nothing but the cluster's answer. */
  public synchronized String waitingFor() {
    return waitingFor;
  }

  /** Ends the attempt, whose answer nobody wants. */
  synchronized void abandon() {
    completed = true;
  }

  /** Ends the attempt with this answer and what is known of its outcome. */
  public synchronized ClusterAnswer complete(ClusterAnswer answer) {
    completed = true;
    return answer.withOutcome(
        answer.changed() || changed, answer.outcomeUnknown() || unsettled > 0);
  }
}
