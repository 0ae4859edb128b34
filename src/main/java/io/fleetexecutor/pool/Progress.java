package io.fleetexecutor.pool;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Counts the results of one execution for its listener; called by one thread at a time. */
final class Progress {
  private final ProgressListener listener;
  private final int total;
  private int completed;

  Progress(ProgressListener listener, int total) {
    this.listener = listener;
    this.total = total;
  }

  void completedOne() {
    completed++;
    try {
      listener.onProgress(completed, total);
    } catch (Throwable e) {
      Infrastructure.handleDroppedException(e);
    }
  }
}
