package io.fleetexecutor.api;

import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;

/** Reads what comes back; nothing out of range is replaced. */
final class OutputPolicyReader {
  private final Violations violations;
  private final long maxOutputBytes;

  OutputPolicyReader(Violations violations, long maxOutputBytes) {
    this.violations = violations;
    this.maxOutputBytes = maxOutputBytes;
  }

  OutputPolicy read(io.fleetexecutor.v1.OutputPolicy proto, String path) {
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
}
