package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;

/**
 * An execution's events, none twice and none left out although connections break. Once the first
 * one came, a broken stream is gone on with; after the last one no failure matters.
 */
final class UnbrokenEvents implements Iterator<ExecutionEvent> {
  private final Reconnection reconnection;
  private Iterator<ExecutionEvent> events;
  private String execution;
  private long lastSequence;
  private boolean begun;
  private boolean ended;
  private boolean reconnected;

  /**
   * @param execution its name, or nothing where its first event tells that
   */
  UnbrokenEvents(Iterator<ExecutionEvent> events, String execution, Reconnection reconnection) {
    this.events = events;
    this.execution = execution;
    this.reconnection = reconnection;
  }

  @Override
  public boolean hasNext() {
    try {
      return events.hasNext();
    } catch (StatusRuntimeException broken) {
      if (ended) {
        return false;
      }
      if (!begun || !reconnection.helps(broken, Context.current())) {
        throw broken;
      }
      reconnected = true;
      events = reconnection.reopen(execution, () -> reconnection.client().watch(rest()), broken);
      return events.hasNext();
    }
  }

  @Override
  public ExecutionEvent next() {
    ExecutionEvent event = events.next();
    begun = true;
    lastSequence = event.getSequence();
    if (event.hasExecutionAccepted()) {
      execution = event.getExecutionAccepted().getExecution().getName();
    }
    ended = event.hasExecutionFinished();
    return event;
  }

  /** The execution goes on without this client, unlike one that ends with its call. */
  boolean reconnected() {
    return reconnected;
  }

  private WatchExecutionRequest rest() {
    return WatchExecutionRequest.newBuilder()
        .setName(execution)
        .setStartSequence(lastSequence + 1)
        .build();
  }
}
