package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.KubernetesObject;

/** What was done to an object, in kubectl's words. */
record ChangeText(ExecutionSpec spec) {

  /** Nothing where the object was only read. */
  String of(ClusterResult result, KubernetesObject object) {
    String change =
        switch (object.getChange()) {
          case CHANGE_CREATED -> "created";
          case CHANGE_UPDATED -> "configured";
          case CHANGE_DELETED -> "deleted";
          case CHANGE_NONE -> isMissing(result) ? "missing" : "unchanged";
          case CHANGE_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    return spec.getDryRun() && !change.isEmpty() ? change + " (dry run)" : change;
  }

  /** There was none to delete, unlike one that is being deleted already. */
  private boolean isMissing(ClusterResult result) {
    boolean compared = spec.getOutputPolicy().getFingerprintExpression().isEmpty();
    return spec.getOperation().hasDeleteResource()
        && result.getState() == ClusterResult.State.STATE_SUCCEEDED
        && result.getFingerprint().equals(compared ? "missing" : "");
  }
}
