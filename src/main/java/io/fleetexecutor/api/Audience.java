package io.fleetexecutor.api;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionSpec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Who is told of one execution. What is kept stays as it is, since it is run again; what is told is
 * without the values of Secrets for those who may not see them.
 *
 * @param showsSecrets whether it sees what the caller wrote into Secrets
 * @param showsAnswers whether it sees what clusters answered
 */
record Audience(boolean showsSecrets, boolean showsAnswers) {

  /** Sees all that there is. */
  static final Audience OF_ALL = new Audience(true, true);

  static Audience of(Grants grants, Execution execution) {
    boolean showsSecrets = showsSecrets(grants);
    return new Audience(
        showsSecrets, showsSecrets || !execution.showsSecrets() || grants.isOfCallerOf(execution));
  }

  /** Of what the caller of these grants starts. */
  static Audience ofOwn(Grants grants) {
    return new Audience(showsSecrets(grants), true);
  }

  static boolean showsSecrets(Grants grants) {
    return grants.permitsEverywhere(Permission.READ_SECRETS);
  }

  io.fleetexecutor.v1.Execution told(Execution execution) {
    var told = ExecutionWriter.execution(execution).toBuilder();
    if (!showsAnswers) {
      AnswerRedaction.redact(told);
    }
    if (!showsSecrets) {
      Operation operation = execution.spec().operation();
      Operation redacted = SpecRedaction.redact(operation);
      if (!redacted.equals(operation)) {
        told.getSpecBuilder().setOperation(OperationWriter.operation(redacted));
      }
    }
    return told.build();
  }

  ClusterResult.Builder told(ClusterResult.Builder result) {
    if (!showsAnswers) {
      AnswerRedaction.redact(result);
    }
    return result;
  }

  /** One event after the other, in their order. */
  Multi<StreamEvent> told(Multi<StreamEvent> events) {
    Multi<StreamEvent> shown = showsAnswers ? events : events.map(Audience::withoutAnswer);
    return showsSecrets ? shown : shown.onItem().transformToUniAndConcatenate(Audience::told);
  }

  private static StreamEvent withoutAnswer(StreamEvent event) {
    if (!(event instanceof Fact fact) || !tellsOfAnswers(fact.record())) {
      return event;
    }
    ExecutionEvent.Builder told = StreamWriter.parse(fact.executionId(), fact.record());
    AnswerRedaction.redact(told);
    return with(fact, told);
  }

  private static boolean tellsOfAnswers(LogRecord record) {
    return switch (record.label().type()) {
      case CLUSTER_ATTEMPT_FAILED, CLUSTER_FINISHED -> true;
      default -> tellsOfExecution(record);
    };
  }

  private static Uni<StreamEvent> told(StreamEvent event) {
    return event instanceof Fact fact && tellsOfExecution(fact.record())
        // Off the event loop: to parse manifests takes its time.
        ? Uni.createFrom()
            .item(() -> redacted(fact))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        : Uni.createFrom().item(event);
  }

  private static boolean tellsOfExecution(LogRecord record) {
    return switch (record.label().type()) {
      case EXECUTION_ACCEPTED, EXECUTION_FINISHED -> true;
      default -> false;
    };
  }

  private static StreamEvent redacted(Fact fact) {
    ExecutionEvent.Builder event = StreamWriter.parse(fact.executionId(), fact.record());
    ExecutionSpec.Builder spec =
        event.hasExecutionAccepted()
            ? event.getExecutionAcceptedBuilder().getExecutionBuilder().getSpecBuilder()
            : event.getExecutionFinishedBuilder().getExecutionBuilder().getSpecBuilder();
    Operation operation =
        new OperationReader(Violations.ignored()).read(spec.getOperation(), "spec.operation");
    Operation redacted = SpecRedaction.redact(operation);
    if (redacted.equals(operation)) {
      return fact;
    }
    spec.setOperation(OperationWriter.operation(redacted));
    return with(fact, event);
  }

  private static Fact with(Fact fact, ExecutionEvent.Builder event) {
    LogRecord record = fact.record();
    return new Fact(
        fact.executionId(),
        new LogRecord(record.position(), record.label(), event.build().toByteArray()));
  }
}
