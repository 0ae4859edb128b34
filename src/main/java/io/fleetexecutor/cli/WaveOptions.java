package io.fleetexecutor.cli;

import io.fleetexecutor.v1.RolloutPolicy;
import io.fleetexecutor.v1.Wave;
import java.util.List;
import picocli.CommandLine.Option;

/** Which clusters come first. */
final class WaveOptions {
  @Option(
      names = "--wave",
      paramLabel = "SPEC",
      converter = WaveConverter.class,
      description = {
        "Clusters that run together, before later waves and the rest; repeatable. A count, a"
            + " percentage or a label selector; then, each after a colon, soak=DURATION to wait"
            + " after them, approve to wait for fleet resume before the next wave, name=NAME.",
        "For example 1:soak=10m, 10%%:approve or",
        "'tier=canary,region in (eu,us):name=canary'."
      })
  private List<Wave> waves = List.of();

  @Option(
      names = "--order-by",
      paramLabel = "LABEL",
      description = "Start clusters in the order of this label's values (default: of names).")
  private String label = "";

  void addTo(RolloutPolicy.Builder policy) {
    policy.addAllWaves(waves).setOrderByLabel(label);
  }
}
