package io.fleetexecutor.api;

import com.google.protobuf.Duration;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.RolloutPolicy;
import org.jspecify.annotations.Nullable;

/** Reads how an execution spreads and what comes back; nothing out of range is replaced. */
final class PolicyReader {
  private final Violations violations;
  private final long maxOutputBytes;

  PolicyReader(Violations violations, long maxOutputBytes) {
    this.violations = violations;
    this.maxOutputBytes = maxOutputBytes;
  }

  RolloutPolicy rollout(io.fleetexecutor.v1.RolloutPolicy proto, String path) {
    var attempt = timeout(proto.hasAttemptTimeout(), proto.getAttemptTimeout(), path, "attempt");
    var cluster = timeout(proto.hasClusterTimeout(), proto.getClusterTimeout(), path, "cluster");
    var execution =
        timeout(proto.hasExecutionTimeout(), proto.getExecutionTimeout(), path, "execution");
    ordered(attempt, "attempt", cluster, "cluster", path);
    ordered(cluster, "cluster", execution, "execution", path);
    if (cluster == null) {
      ordered(attempt, "attempt", execution, "execution", path);
    }
    return new RolloutPolicy(
        proto.hasMaxParallelClusters()
            ? clusters(proto.getMaxParallelClusters(), path + ".max_parallel_clusters", 1)
            : null,
        failures(proto, path),
        attempt,
        cluster,
        execution);
  }

  private FailurePolicy failures(io.fleetexecutor.v1.RolloutPolicy proto, String path) {
    return new FailurePolicy(
        proto.hasMaxFailedClusters()
            ? clusters(proto.getMaxFailedClusters(), path + ".max_failed_clusters", 0)
            : null,
        proto.hasMaxUnreachableClusters()
            ? clusters(proto.getMaxUnreachableClusters(), path + ".max_unreachable_clusters", 0)
            : null,
        onStop(proto, path + ".on_stop"));
  }

  private OnStop onStop(io.fleetexecutor.v1.RolloutPolicy proto, String field) {
    return switch (proto.getOnStop()) {
      case ON_STOP_UNSPECIFIED, ON_STOP_DRAIN -> OnStop.DRAIN;
      case ON_STOP_ABORT -> OnStop.ABORT;
      case UNRECOGNIZED -> {
        violations.add(
            field,
            "is %d, must be one of ON_STOP_DRAIN, ON_STOP_ABORT".formatted(proto.getOnStopValue()));
        yield OnStop.DRAIN;
      }
    };
  }

  OutputPolicy output(io.fleetexecutor.v1.OutputPolicy proto, String path) {
    long bytes = proto.getMaxOutputBytes();
    violations.check(
        bytes >= 0 && bytes <= maxOutputBytes,
        path + ".max_output_bytes",
        "is %d, must be between 1 and %d, or 0 for the default".formatted(bytes, maxOutputBytes));
    var expressions = new ExpressionReader(violations);
    expressions.value(proto.getFingerprintExpression(), path + ".fingerprint_expression");
    expressions.value(proto.getProjection(), path + ".projection");
    return new OutputPolicy(
        format(proto, path + ".format"),
        bytes == 0 ? Math.min(OutputPolicy.DEFAULT_MAX_OUTPUT_BYTES, maxOutputBytes) : bytes,
        proto.getFingerprintExpression(),
        proto.getProjection());
  }

  private Format format(io.fleetexecutor.v1.OutputPolicy proto, String field) {
    return switch (proto.getFormat()) {
      case FORMAT_UNSPECIFIED, FORMAT_OBJECTS -> Format.OBJECTS;
      case FORMAT_TABLE -> Format.TABLE;
      case FORMAT_METADATA -> Format.METADATA;
      case FORMAT_NONE -> Format.NONE;
      case UNRECOGNIZED -> {
        violations.add(
            field,
            "is %d, must be one of FORMAT_OBJECTS, FORMAT_TABLE, FORMAT_METADATA, FORMAT_NONE"
                .formatted(proto.getFormatValue()));
        yield Format.OBJECTS;
      }
    };
  }

  private @Nullable CountOrPercent clusters(
      io.fleetexecutor.v1.CountOrPercent proto, String path, int least) {
    return switch (proto.getValueCase()) {
      case COUNT -> {
        violations.check(
            proto.getCount() >= least,
            path + ".count",
            "is %d, must be at least %d".formatted(proto.getCount(), least));
        yield new CountOrPercent.Count(proto.getCount());
      }
      case PERCENT -> {
        violations.check(
            proto.getPercent() >= 0 && proto.getPercent() <= 100,
            path + ".percent",
            "is %d, must be between 0 and 100".formatted(proto.getPercent()));
        yield new CountOrPercent.Percent(proto.getPercent());
      }
      case VALUE_NOT_SET -> {
        violations.add(path, "needs one of count, percent");
        yield null;
      }
    };
  }

  private java.time.@Nullable Duration timeout(
      boolean isSet, Duration value, String path, String which) {
    return isSet ? violations.positive(value, "%s.%s_timeout".formatted(path, which)) : null;
  }

  private void ordered(
      java.time.@Nullable Duration inner,
      String innerName,
      java.time.@Nullable Duration outer,
      String outerName,
      String path) {
    if (inner != null && outer != null && inner.compareTo(outer) > 0) {
      violations.add(
          "%s.%s_timeout".formatted(path, innerName),
          "is longer than %s_timeout, must be at most as long".formatted(outerName));
    }
  }
}
