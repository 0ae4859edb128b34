package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionEvent;
import java.util.Iterator;
import java.util.function.Function;

/** The events that a stream's messages carry. */
record EventIterator<M>(Iterator<M> messages, Function<M, ExecutionEvent> event)
    implements Iterator<ExecutionEvent> {

  @Override
  public boolean hasNext() {
    return messages.hasNext();
  }

  @Override
  public ExecutionEvent next() {
    return event.apply(messages.next());
  }
}
