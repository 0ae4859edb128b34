package io.fleetexecutor.pool;

/**
 * Port: who lends workers. Whoever asks for one is called back once with it, on any thread, and
 * then gives it back.
 */
public interface Workers {

  /** How many tasks of one stream may have or want one at once. */
  int limit();

  /** How many there are in this process. */
  int total();

  /** How many of those in this process are lent. */
  int inUse();

  /** How many requests wait for one. */
  int waiting();

  /**
   * Calls back once with a worker, perhaps before this returns; it is then the request's to
   * release.
   */
  void acquire(Request request);

  /** Withdraws a request that is still waiting; false if it has, or is about to get, a worker. */
  boolean withdraw(Request request);

  void release(Request request);

  /** Calls back once, at the next moment at which none is lent. */
  void whenIdle(Runnable action);
}
