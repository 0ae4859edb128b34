package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionSpec;

/** Which options limit the output of an operation. */
final class OutputLimits {

  private OutputLimits() {}

  static String of(ExecutionSpec spec) {
    return spec.getOperation().hasListResources()
        ? "--limit and --max-output-bytes"
        : "--max-output-bytes";
  }
}
