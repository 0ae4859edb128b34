package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.OutputPolicy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What comes back from each cluster, and how it is shown. */
final class OutputOptions {
  @Mixin private final DisplayOptions display = new DisplayOptions();

  @Option(
      names = "--max-output-bytes",
      paramLabel = "BYTES",
      converter = ByteCountConverter.class,
      description =
          "Cut the output of a cluster beyond this, for example 64Ki or 1Mi (the default).")
  private long maxOutputBytes;

  @Option(
      names = "--project",
      paramLabel = "EXPR",
      description =
          "Show the value of this CEL expression instead of the objects, for example"
              + " 'object.spec.replicas'.")
  private String projection = "";

  @Option(
      names = "--fingerprint",
      paramLabel = "EXPR",
      description =
          "What groups are compared by, in CEL (default: --project, or the objects without what"
              + " always differs).")
  private String fingerprint = "";

  DisplayOptions display() {
    return display;
  }

  OutputPolicy policy(ClusterOperation operation) {
    OutputPolicy.Builder policy =
        OutputPolicy.newBuilder()
            .setMaxOutputBytes(maxOutputBytes)
            .setProjection(projection)
            .setFingerprintExpression(fingerprint());
    return operation.hasCheckHealth() ? policy.build() : policy.setFormat(asked()).build();
  }

  /** Groups are of what is shown. */
  private String fingerprint() {
    return fingerprint.isEmpty() && display.grouped() ? projection : fingerprint;
  }

  private OutputPolicy.Format asked() {
    if (display.grouped()) {
      return OutputPolicy.Format.FORMAT_OBJECTS;
    }
    return switch (display.format()) {
      case TABLE, WIDE -> OutputPolicy.Format.FORMAT_TABLE;
      case JSON -> OutputPolicy.Format.FORMAT_OBJECTS;
      case NAME -> OutputPolicy.Format.FORMAT_METADATA;
    };
  }
}
