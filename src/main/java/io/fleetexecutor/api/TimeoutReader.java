package io.fleetexecutor.api;

import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.v1.RolloutPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how long things may take; an inner timeout is no longer than an outer one. */
record TimeoutReader(Violations violations) {

  TimeoutPolicy read(RolloutPolicy proto, String path) {
    var attempt = timeout(proto.hasAttemptTimeout(), proto.getAttemptTimeout(), path, "attempt");
    var cluster = timeout(proto.hasClusterTimeout(), proto.getClusterTimeout(), path, "cluster");
    var execution =
        timeout(proto.hasExecutionTimeout(), proto.getExecutionTimeout(), path, "execution");
    ordered(attempt, "attempt", cluster, "cluster", path);
    ordered(cluster, "cluster", execution, "execution", path);
    if (cluster == null) {
      ordered(attempt, "attempt", execution, "execution", path);
    }
    return new TimeoutPolicy(attempt, cluster, execution);
  }

  private @Nullable Duration timeout(
      boolean isSet, com.google.protobuf.Duration value, String path, String which) {
    return isSet ? violations.positive(value, "%s.%s_timeout".formatted(path, which)) : null;
  }

  private void ordered(
      @Nullable Duration inner,
      String innerName,
      @Nullable Duration outer,
      String outerName,
      String path) {
    if (inner != null && outer != null && inner.compareTo(outer) > 0) {
      violations.add(
          "%s.%s_timeout".formatted(path, innerName),
          "is longer than %s_timeout, must be at most as long".formatted(outerName));
    }
  }
}
