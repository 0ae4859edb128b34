package io.fleetexecutor.pool;

/** Where a task runs. */
public interface Worker {
  /** In this process. */
  Worker HERE = new Worker() {};
}
