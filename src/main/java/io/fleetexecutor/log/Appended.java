package io.fleetexecutor.log;

/** What became of an append. */
public enum Appended {
  /** The record is in the log. */
  WRITTEN,
  /** The cluster had a result already, and the log is as it was. */
  RESULT_EXISTS
}
