package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.List;
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

  @Option(
      names = "--dry-run",
      description = "The clusters only tell what would change; nothing changes in them.")
  private boolean dryRun;

  @Option(
      names = "--expect",
      paramLabel = "EXPR",
      description =
          "What must hold of each answer, or the cluster has failed: CEL over each object or over"
              + " objects, for example 'object.status.readyReplicas > 0'; repeatable.")
  private List<String> expectations = List.of();

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
    ClusterOperation operation = operation();
    return ExecutionSpec.newBuilder()
        .setClusterSelector(clusters)
        .setOperation(operation)
        .setRolloutPolicy(rollout.policy())
        .setOutputPolicy(output.policy(operation))
        .setDryRun(dryRun)
        .addAllExpectations(expectations)
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
