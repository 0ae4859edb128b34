package io.fleetexecutor.execution;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.ExecutionState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What the log alone knows of executions. */
record PastExecutions(ExecutionLog log, EventCodec codec, Journal journal) {
  private static final PageLimit FIRST = new PageLimit(1, 1);
  private static final PageLimit PAGE = new PageLimit(1_000, 1 << 20);

  /** A spec, and the clusters to run it on, in the waves that they were in. */
  record Again(ExecutionSpec spec, List<Wave> waves) {}

  /** The execution with all that its log has of it; in outline where its events are gone. */
  Uni<Execution> whole(Execution outline) {
    Uni<Long> position =
        outline.state().isFinal() ? log.newest(outline.id()) : Uni.createFrom().item(1L);
    return position
        .chain(found -> log.read(outline.id(), found, FIRST))
        .map(page -> whole(outline, page.records().getFirst()))
        .onFailure(
            failure -> failure instanceof LogException.NotKept || isGivenUp(outline, failure))
        .recoverWithItem(outline);
  }

  /** What is known of an execution that was given up is in its outline. */
  private static boolean isGivenUp(Execution outline, Throwable failure) {
    return outline.state() == ExecutionState.FAILED && failure instanceof LogException.Damaged;
  }

  private Execution whole(Execution outline, LogRecord record) {
    return switch (Checkpoint.event(codec, outline.id(), record.payload()).event()) {
      case ExecutionAccepted accepted -> accepted.execution();
      case ExecutionFinished finished -> finished.execution();
      default -> outline;
    };
  }

  /**
   * The frozen spec of an execution that has ended, for the clusters that ended as asked; fails
   * with {@link FailedPreconditionException} where there are none.
   */
  Uni<Again> select(StartRequest.Retry retry) {
    return journal
        .find(retry.executionId())
        .chain(this::whole)
        .invoke(PastExecutions::requireRetryable)
        .chain(execution -> clusters(retry).map(names -> again(execution, names, retry)));
  }

  private Uni<List<String>> clusters(StartRequest.Retry retry) {
    return Multi.createBy()
        .repeating()
        .uni(
            AtomicLong::new,
            after ->
                log.results(
                        retry.executionId(),
                        after.get(),
                        PAGE,
                        label -> retry.states().contains(label.clusterState()))
                    .invoke(
                        page -> {
                          if (!page.records().isEmpty()) {
                            after.set(page.records().getLast().position());
                          }
                        }))
        .whilst(page -> !page.last())
        .onItem()
        .transformToIterable(page -> page.records())
        .map(record -> record.label().cluster())
        .collect()
        .asList();
  }

  private static void requireRetryable(Execution execution) {
    if (!execution.state().isFinal()) {
      throw new FailedPreconditionException(
          "EXECUTION_RUNNING",
          "retry.execution",
          "execution %s has not ended yet".formatted(execution.id()));
    }
    if (execution.plan().clusters().isEmpty()) {
      throw new FailedPreconditionException(
          "RESULTS_NOT_KEPT",
          "retry.execution",
          "the results of execution %s are not kept any more".formatted(execution.id()));
    }
    if (!execution.spec().operation().isRunnable()) {
      throw new FailedPreconditionException(
          "OPERATION_UNREADABLE",
          "retry.execution",
          "this server cannot read the operation of execution %s any more"
              .formatted(execution.id()));
    }
  }

  private static Again again(Execution execution, List<String> names, StartRequest.Retry retry) {
    if (names.isEmpty()) {
      throw new FailedPreconditionException(
          "NO_CLUSTER_SELECTED",
          "retry.states",
          "execution %s has no cluster that ended as %s"
              .formatted(
                  execution.id(), retry.states().stream().map(Enum::name).sorted().toList()));
    }
    ExecutionSpec spec = execution.spec();
    return new Again(
        new ExecutionSpec(
            new ClusterSelector(names.stream().sorted().toList(), "", List.of(), null),
            spec.operation(),
            spec.rolloutPolicy(),
            spec.outputPolicy(),
            spec.dryRun(),
            spec.expectations(),
            spec.displayName(),
            spec.reason()),
        waves(execution.plan(), Set.copyOf(names)));
  }

  private static List<Wave> waves(ExecutionPlan plan, Set<String> names) {
    return plan.waves().stream()
        .map(
            wave ->
                wave.with(
                    wave.clusters().stream()
                        .filter(cluster -> names.contains(cluster.name()))
                        .toList()))
        .filter(wave -> wave.clusterCount() > 0)
        .toList();
  }
}
