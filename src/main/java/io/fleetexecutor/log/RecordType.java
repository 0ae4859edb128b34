package io.fleetexecutor.log;

/** What a record tells. */
public enum RecordType {
  EXECUTION_ACCEPTED,
  CLUSTER_STARTED,
  CLUSTER_ATTEMPT_FAILED,
  CLUSTER_FINISHED,
  EXECUTION_STATE_CHANGED,
  EXECUTION_FINISHED
}
