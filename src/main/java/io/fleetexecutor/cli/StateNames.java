package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;

/** States without the prefix that protobuf needs. */
final class StateNames {

  private StateNames() {}

  static String of(ClusterResult.State state) {
    return withoutPrefix(state.name());
  }

  static String of(Execution.State state) {
    return withoutPrefix(state.name());
  }

  private static String withoutPrefix(String name) {
    return name.startsWith("STATE_") ? name.substring("STATE_".length()) : name;
  }
}
