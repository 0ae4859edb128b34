package io.fleetexecutor.cli;

import io.fleetexecutor.v1.KubernetesObject;

/** What was done to an object, in kubectl's words. */
record ChangeText(boolean dryRun) {

  /** Nothing where the object was only read. */
  String of(KubernetesObject object) {
    String change =
        switch (object.getChange()) {
          case CHANGE_CREATED -> "created";
          case CHANGE_UPDATED -> "configured";
          case CHANGE_DELETED -> "deleted";
          case CHANGE_NONE -> "unchanged";
          case CHANGE_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    return dryRun && !change.isEmpty() ? change + " (dry run)" : change;
  }
}
