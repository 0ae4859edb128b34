package io.fleetexecutor.pool;

/**
 * Told after every result: (1, n), (2, n) … (n, n), each once and in order. Throwing loses no
 * result.
 */
@FunctionalInterface
public interface ProgressListener {
  void onProgress(int completed, int total);
}
