package io.fleetexecutor.cli;

/** What is done and told when a signal ends the watching before the execution ends. */
interface Departure {
  /**
   * @param reconnected the call that started the execution broke before
   */
  void leave(Tally soFar, boolean reconnected);
}
