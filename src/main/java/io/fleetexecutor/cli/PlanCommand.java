package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.PlanExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what an execution would run, and contacts no cluster. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    description = "Shows what execute would run with the same arguments; contacts no cluster.")
record PlanCommand(Screen screen) implements SpecAction {
  /** Of what runs and has answers. */
  private static final List<String> NOT_OF_PLANS = List.of("--group", "--diff", "--no-progress");

  /** Operations have the options of executions, some of which mean nothing here. */
  static CommandLine withItsOptions(CommandLine plan) {
    for (CommandLine operation : plan.getSubcommands().values()) {
      CommandSpec spec = operation.getCommandSpec();
      NOT_OF_PLANS.forEach(option -> spec.remove(spec.findOption(option)));
    }
    return plan;
  }

  @Override
  public int run(OperationCommand command) {
    PlanExecutionRequest request =
        PlanExecutionRequest.newBuilder().setSpec(command.spec()).build();
    try (FleetClient client = command.connect()) {
      ExecutionPlan plan = client.service().planExecution(request).getPlan();
      screen.output(
          switch (command.output().display().format()) {
            case TABLE, WIDE -> table(plan);
            case JSON -> List.of(JsonLines.of(plan));
            case NAME -> ResourceNames.clusters(plan).stream().map(Printable::of).toList();
          });
      return ExitCode.OK;
    }
  }

  private static List<String> table(ExecutionPlan plan) {
    List<List<String>> clusters = new ArrayList<>();
    ResourceNames.clusters(plan)
        .forEach(name -> clusters.add(List.of(name, String.valueOf(clusters.size() + 1))));
    List<String> lines = new ArrayList<>(new ColumnTable("CLUSTER", "ORDER").lines(clusters));
    lines.add("");
    lines.add("clusters:           " + plan.getClusterCount());
    lines.add("max parallel:       " + plan.getMaxParallelClusters());
    lines.add(
        "max failed:         "
            + (plan.hasMaxFailedClusters()
                ? String.valueOf(plan.getMaxFailedClusters())
                : "no limit"));
    lines.add(
        "max unreachable:    "
            + (plan.hasMaxUnreachableClusters()
                ? String.valueOf(plan.getMaxUnreachableClusters())
                : "as failed"));
    lines.add("attempt timeout:    " + DurationFormat.exact(plan.getAttemptTimeout()));
    lines.add("cluster timeout:    " + DurationFormat.exact(plan.getClusterTimeout()));
    lines.add(
        "execution timeout:  "
            + (plan.hasExecutionTimeout()
                ? DurationFormat.exact(plan.getExecutionTimeout())
                : "none"));
    return lines;
  }
}
