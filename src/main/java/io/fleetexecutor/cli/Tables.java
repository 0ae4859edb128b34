package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ListResources;

/**
 * Which table shows what an operation answers.
 *
 * @param wide with all columns that there are
 */
record Tables(Screen screen, boolean wide) {

  ExecutionListener of(ExecutionSpec spec) {
    if (!spec.getOutputPolicy().getProjection().isEmpty()) {
      return new ValuePrinter(screen);
    }
    return switch (spec.getOperation().getKindCase()) {
      case CHECK_HEALTH -> new HealthPrinter(screen);
      case APPLY_MANIFESTS, PATCH_RESOURCE, DELETE_RESOURCE, SCALE_WORKLOAD, RESTART_WORKLOAD ->
          new ChangePrinter(screen, spec);
      case AWAIT_CONDITION ->
          new ConditionPrinter(screen, spec.getOperation().getAwaitCondition().getRef());
      case RAW_REQUEST -> new RawPrinter(screen);
      case LIST_RESOURCES -> list(spec.getOperation().getListResources());
      case GET_RESOURCE, KIND_NOT_SET -> new TablePrinter(screen, wide, false);
    };
  }

  private ExecutionListener list(ListResources list) {
    return new TablePrinter(
        screen, wide, list.getNamespace().isEmpty() && !list.getContextNamespace());
  }
}
