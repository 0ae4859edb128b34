package io.fleetexecutor.api;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionSpec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Who is told of executions. What is kept stays as it is, since it is run again; what is told is
 * without the values of Secrets for those who may not see them.
 */
record Audience(boolean showsSecrets, boolean showsOutputs) {

  static Audience of(Grants grants) {
    return new Audience(grants.permitsEverywhere(Permission.READ_SECRETS), true);
  }

  /** The same, for an execution whose outputs show what is in Secrets. */
  Audience withoutOutputs() {
    return new Audience(showsSecrets, showsSecrets);
  }

  io.fleetexecutor.v1.Execution told(Execution execution) {
    var proto = ExecutionWriter.execution(execution);
    if (showsSecrets) {
      return proto;
    }
    Operation operation = execution.spec().operation();
    Operation redacted = SpecRedaction.redact(operation);
    if (redacted.equals(operation)) {
      return proto;
    }
    var told = proto.toBuilder();
    told.getSpecBuilder().setOperation(OperationWriter.operation(redacted));
    return told.build();
  }

  /** One event after the other, in their order. */
  Multi<StreamEvent> told(Multi<StreamEvent> events) {
    Multi<StreamEvent> shown = showsOutputs ? events : events.map(Audience::withoutOutput);
    return showsSecrets ? shown : shown.onItem().transformToUniAndConcatenate(Audience::told);
  }

  private static StreamEvent withoutOutput(StreamEvent event) {
    if (!(event instanceof Fact fact)
        || fact.record().label().type() != RecordType.CLUSTER_FINISHED) {
      return event;
    }
    LogRecord record = fact.record();
    ExecutionEvent.Builder told = StreamWriter.parse(fact.executionId(), record);
    told.getClusterFinishedBuilder().getResultBuilder().clearOutput();
    return new Fact(
        fact.executionId(),
        new LogRecord(record.position(), record.label(), told.build().toByteArray()));
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
    LogRecord record = fact.record();
    ExecutionEvent.Builder event = StreamWriter.parse(fact.executionId(), record);
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
    return new Fact(
        fact.executionId(),
        new LogRecord(record.position(), record.label(), event.build().toByteArray()));
  }
}
