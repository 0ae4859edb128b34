package io.fleetexecutor.model;

/** What an operation did to an object, or would do where it is a dry run. */
public enum Change {
  /** The object is as it was before. */
  NONE,
  CREATED,
  UPDATED,
  DELETED
}
