package io.fleetexecutor.cli;

import picocli.CommandLine.Option;

/** In which version of its API a kind is meant. */
final class ApiVersionOption {
  @Option(
      names = "--api-version",
      paramLabel = "VERSION",
      description = "For example apps/v1 (default: as the cluster prefers).")
  private String value = "";

  String value() {
    return value;
  }
}
