package io.fleetexecutor.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives things on in the order of their tickets, from 0, each as soon as all before it have come.
 * Not thread-safe.
 */
final class InOrder<T> {
  private final Map<Long, T> early = new HashMap<>();
  private long next;

  /** What may go on now. */
  List<T> add(long ticket, T thing) {
    early.put(ticket, thing);
    List<T> ready = new ArrayList<>();
    for (T due = early.remove(next); due != null; due = early.remove(next)) {
      ready.add(due);
      next++;
    }
    return ready;
  }
}
