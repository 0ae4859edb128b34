package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.execution.StreamEvent.ProgressReported;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.model.FailureGroup;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.ProjectedValue;
import io.fleetexecutor.model.ResultGroups;
import io.fleetexecutor.testing.Plans;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is told of executions that were asked to write Secrets. */
class AudienceTest {
  private static final String ID = "3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Audience OTHERS = new Audience(false, true);
  private static final Audience VIEWERS = new Audience(false, false);
  private static final Audience READERS = new Audience(true, true);
  private static final Execution APPLY =
      execution(
          """
          {applyManifests: {manifests: "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: VALUE}}"}}
          """);

  private final ProtobufEvents codec = new ProtobufEvents();

  private static Execution execution(String operation) {
    ExecutionSpec spec =
        Specs.read("{clusterSelector: {}, reason: \"why\", operation: %s}".formatted(operation));
    var plan = Plans.any();
    return Execution.accepted(ID, Caller.named("me"), "", spec, plan, Instant.EPOCH);
  }

  private Fact fact(RecordType type, ExecutionEvent event) {
    return new Fact(
        ID, new LogRecord(1, RecordLabel.of(type), codec.event(ID, Instant.EPOCH, event)));
  }

  private static List<io.fleetexecutor.v1.ExecutionEvent> told(
      Audience audience, StreamEvent... events) {
    return audience
        .told(Multi.createFrom().items(events))
        .map(event -> read(StreamWriter.event(event, false).toByteArray()))
        .collect()
        .asList()
        .await()
        .atMost(LIMIT);
  }

  /** As a client reads it. */
  private static io.fleetexecutor.v1.ExecutionEvent read(byte[] bytes) {
    try {
      return io.fleetexecutor.v1.ExecutionEvent.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anExecutionIsToldWithoutValuesOfSecretsAndOtherwiseAsItIs() {
    var whole = READERS.told(APPLY);
    var told = OTHERS.told(APPLY);

    assertThat(whole.toString()).contains("VALUE");
    assertThat(told.toString()).doesNotContain("VALUE").contains("REDACTED");
    var operation = whole.getSpec().getOperation();
    var restored = told.toBuilder();
    restored.getSpecBuilder().setOperation(operation);
    assertThat(restored.build()).isEqualTo(whole);
  }

  @Test
  void eventsOfAStreamTellNoMore() {
    var accepted = fact(RecordType.EXECUTION_ACCEPTED, new ExecutionAccepted(APPLY));
    var finished =
        fact(
            RecordType.EXECUTION_FINISHED,
            new ExecutionFinished(APPLY.ended(ExecutionState.SUCCEEDED, "", Instant.EPOCH, null)));

    assertThat(told(READERS, accepted, finished))
        .allSatisfy(event -> assertThat(event.toString()).contains("VALUE"));
    assertThat(told(OTHERS, accepted, finished))
        .hasSize(2)
        .allSatisfy(
            event -> assertThat(event.toString()).doesNotContain("VALUE").contains("REDACTED"));
  }

  @Test
  void answersThatShowSecretsAreToldByStateCodeAndReasonAlone() {
    ClusterError error = ClusterError.of(ErrorCode.INVALID_ARGUMENT, "INVALID", "not VALUE");
    var attempt = new ClusterAttemptFailed("a", 1, error, Duration.ZERO, false, false);
    ClusterAnswer answer =
        ClusterAnswer.failed(ClusterState.FAILED, error)
            .withOutput(new Output.ProjectedValues(List.of(new ProjectedValue(null, "VALUE"))))
            .withFingerprint("VALUE");
    var result = new ClusterResult("a", 1, Instant.EPOCH, Duration.ZERO, answer);
    var groups =
        new ResultGroups(
            List.of(new AnswerGroup("VALUE", 1, List.of("a"))),
            List.of(new FailureGroup(ClusterState.FAILED, error, 1, List.of("a"))),
            1,
            1,
            0);
    Execution ended =
        execution("{checkHealth: {}}")
            .showingSecrets()
            .ended(ExecutionState.FAILED, "", Instant.EPOCH, summary(groups));
    Fact[] facts = {
      fact(RecordType.CLUSTER_ATTEMPT_FAILED, attempt),
      fact(RecordType.CLUSTER_FINISHED, new ClusterFinished(result)),
      fact(RecordType.EXECUTION_FINISHED, new ExecutionFinished(ended))
    };

    assertThat(told(OTHERS, facts))
        .allSatisfy(event -> assertThat(event.toString()).contains("VALUE"));
    assertThat(told(VIEWERS, facts))
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(event.toString())
                    .doesNotContain("VALUE")
                    .contains("INVALID_ARGUMENT", "\"INVALID\""));
    assertThat(VIEWERS.told(ended).toString()).doesNotContain("VALUE").contains("\"INVALID\"");
    assertThat(VIEWERS.told(ended))
        .isEqualTo(told(VIEWERS, facts).getLast().getExecutionFinished().getExecution());
  }

  private static ExecutionSummary summary(ResultGroups groups) {
    Duration none = Duration.ZERO;
    return new ExecutionSummary(
        new ClusterCounts(1, 0, Map.of(ClusterState.FAILED, 1)),
        0,
        1,
        none,
        none,
        none,
        none,
        none,
        groups,
        null);
  }

  @Test
  void everyEventIsToldInItsOrder() {
    var accepted = fact(RecordType.EXECUTION_ACCEPTED, new ExecutionAccepted(APPLY));
    var started = fact(RecordType.CLUSTER_STARTED, new ClusterStarted("a"));
    var progress = new ProgressReported(7, Instant.EPOCH, ID, new ClusterCounts(1, 0, Map.of()));

    assertThat(told(OTHERS, accepted, started, progress, started))
        .extracting(io.fleetexecutor.v1.ExecutionEvent::getPayloadCase)
        .containsExactly(
            io.fleetexecutor.v1.ExecutionEvent.PayloadCase.EXECUTION_ACCEPTED,
            io.fleetexecutor.v1.ExecutionEvent.PayloadCase.CLUSTER_STARTED,
            io.fleetexecutor.v1.ExecutionEvent.PayloadCase.PROGRESS_REPORTED,
            io.fleetexecutor.v1.ExecutionEvent.PayloadCase.CLUSTER_STARTED);
  }

  @Test
  void aLongStreamIsToldToItsEnd() {
    StreamEvent started = fact(RecordType.CLUSTER_STARTED, new ClusterStarted("a"));
    long count =
        OTHERS
            .told(Multi.createFrom().range(0, 100_000).map(i -> started))
            .collect()
            .with(Collectors.counting())
            .await()
            .atMost(LIMIT);

    assertThat(count).isEqualTo(100_000);
  }

  @Test
  void nobodyIsToldMoreThanTheyAskFor() {
    var accepted = fact(RecordType.EXECUTION_ACCEPTED, new ExecutionAccepted(APPLY));
    var started = fact(RecordType.CLUSTER_STARTED, new ClusterStarted("a"));
    var asked = new AtomicLong();
    var cancelled = new AtomicBoolean();
    AssertSubscriber<StreamEvent> listener = AssertSubscriber.create(2);

    OTHERS
        .told(
            Multi.createFrom()
                .<StreamEvent>items(accepted, started, started, started, started)
                .onRequest()
                .invoke(asked::addAndGet)
                .onCancellation()
                .invoke(() -> cancelled.set(true)))
        .subscribe()
        .withSubscriber(listener);

    listener.awaitItems(2, LIMIT);
    assertThat(asked).hasValueLessThanOrEqualTo(3);
    listener.cancel();
    assertThat(cancelled).isTrue();
  }

  @Test
  void whatHasNoSecretIsToldAsItIsKept() {
    Execution other =
        execution(
            """
            {applyManifests: {manifests: "# why\\napiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: a}\\n"}}
            """);
    var accepted = fact(RecordType.EXECUTION_ACCEPTED, new ExecutionAccepted(other));

    assertThat(OTHERS.told(other)).isEqualTo(READERS.told(other));
    assertThat(told(OTHERS, accepted)).isEqualTo(told(READERS, accepted));
  }

  @Test
  void whatIsKeptIsWhatWasSentSoThatItCanBeRunAgain() {
    assertThat(codec.execution(codec.execution(APPLY)).spec()).isEqualTo(APPLY.spec());
  }
}
