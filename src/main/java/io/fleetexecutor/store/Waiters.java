package io.fleetexecutor.store;

import io.fleetexecutor.log.LogException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads that wait for a record to come. */
final class Waiters {
  private final Map<String, Set<PageRead>> waiting = new HashMap<>();
  private boolean closed;

  void add(PageRead read) {
    if (!register(read)) {
      read.fail(new LogException.Closed());
    }
  }

  private synchronized boolean register(PageRead read) {
    if (!closed) {
      waiting.computeIfAbsent(read.executionId(), id -> new LinkedHashSet<>()).add(read);
    }
    return !closed;
  }

  /** Whether it was waiting. */
  synchronized boolean remove(PageRead read) {
    Set<PageRead> others = waiting.get(read.executionId());
    if (others == null || !others.remove(read)) {
      return false;
    }
    if (others.isEmpty()) {
      waiting.remove(read.executionId());
    }
    return true;
  }

  /** Something was appended. */
  void wake(String executionId, Consumer<PageRead> action) {
    Set<PageRead> woken;
    synchronized (this) {
      woken = waiting.remove(executionId);
    }
    if (woken != null) {
      woken.forEach(action);
    }
  }

  synchronized int count() {
    return waiting.values().stream().mapToInt(Set::size).sum();
  }

  void close() {
    List<PageRead> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      waiting.values().forEach(left::addAll);
      waiting.clear();
    }
    left.forEach(read -> read.fail(new LogException.Closed()));
  }
}
