package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One kind of operation, with the options that all kinds share. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true)
abstract class OperationCommand implements Callable<Integer> {
  private final SpecAction action;

  @Mixin private final SelectorOptions selector = new SelectorOptions();

  @Option(
      names = "--expect-count",
      paramLabel = "N",
      description = "Refuse to start unless exactly this many clusters are selected.")
  private @Nullable Integer expectedCount;

  @Mixin private final RolloutOptions rollout = new RolloutOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--name", paramLabel = "TEXT", description = "What to call the execution.")
  private String displayName = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is run.")
  private String reason = "";

  @Mixin private final ServerOptions server = new ServerOptions();

  OperationCommand(SpecAction action) {
    this.action = action;
  }

  abstract ClusterOperation operation();

  ExecutionSpec spec() {
    var clusters = selector.selector();
    if (expectedCount != null) {
      clusters.setExpectedClusterCount(expectedCount);
    }
    return ExecutionSpec.newBuilder()
        .setClusterSelector(clusters)
        .setOperation(operation())
        .setRolloutPolicy(rollout.policy())
        .setOutputPolicy(output.policy(operation()))
        .setDisplayName(displayName)
        .setReason(reason)
        .build();
  }

  OutputOptions output() {
    return output;
  }

  FleetClient connect() {
    return server.connect();
  }

  @Override
  public Integer call() throws Exception {
    return action.run(this);
  }
}
