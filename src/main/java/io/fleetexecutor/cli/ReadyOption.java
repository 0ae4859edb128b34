package io.fleetexecutor.cli;

import picocli.CommandLine.Option;

/** Whether a cluster is done only once what was changed is ready. */
final class ReadyOption {
  @Option(
      names = "--wait",
      description =
          "Wait until it is ready, as kubectl rollout status does, up to --cluster-timeout.")
  private boolean await;

  boolean await() {
    return await;
  }
}
