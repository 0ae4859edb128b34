package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.execution.EventCodec.TimedEvent;
import io.fleetexecutor.manifest.ManifestException;
import io.fleetexecutor.manifest.Manifests;
import io.fleetexecutor.manifest.Patches;
import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.BudgetOverrun.Budget;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.ExecutionPlan.Pace;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.model.FailureGroup;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.AwaitCondition;
import io.fleetexecutor.model.Operation.CheckHealth;
import io.fleetexecutor.model.Operation.DeleteResource;
import io.fleetexecutor.model.Operation.GetResource;
import io.fleetexecutor.model.Operation.ListResources;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.fleetexecutor.model.Operation.ScaleWorkload;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.ResultGroups;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtobufEventsTest {
  private static final String ID = "3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b";
  private static final Instant NOW = Instant.parse("2026-11-25T01:02:03.000000004Z");
  private static final ClusterError ERROR =
      new ClusterError(ErrorCode.PERMISSION_DENIED, "FORBIDDEN", "no", 403);

  private static final RetryPolicy RETRIES =
      new RetryPolicy(
          5,
          Duration.ofMillis(10),
          Duration.ofSeconds(7),
          1.5,
          Set.of(ErrorCode.ABORTED, ErrorCode.UNAVAILABLE));

  private final ProtobufEvents events = new ProtobufEvents();

  static Stream<ExecutionEvent> eventsOfALog() {
    Execution execution = execution(new CheckHealth());
    return Stream.of(
        new ExecutionAccepted(execution),
        new ExecutionAccepted(execution(new GetResource(new ResourceRef("v1", "pod", "ns", "p")))),
        new ExecutionAccepted(
            execution(new ListResources("apps/v1", "deploy", "", "a=b", "c=d", 7, true))),
        new ClusterStarted("prod-eu"),
        new WaveStarted(1, "rest", 7),
        new ClusterAttemptFailed("a/b", 3, ERROR, Duration.ofMillis(1_500), true, false),
        new ClusterAttemptFailed(
            "a/b", 3, ERROR.withRetryAfter(Duration.ofMillis(7_001)), Duration.ZERO, false, true),
        new ClusterAttemptStarted("a/b", 4),
        new ClusterFinished(
            new ClusterResult(
                "c", 2, NOW, Duration.ofMillis(7), answer(ClusterState.DENIED, ERROR))),
        new ClusterFinished(
            new ClusterResult(
                "c",
                0,
                null,
                Duration.ZERO,
                ClusterAnswer.interrupted(ClusterError.of(ErrorCode.ABORTED, "R", "m")))),
        ExecutionStateChanged.stopping("why", ExecutionState.TIMED_OUT, "jane"),
        new ExecutionStateChanged(ExecutionState.PAUSED, "why", null, "jane", 2),
        new ExecutionFinished(execution.ended(ExecutionState.CANCELLED, "why", NOW, summary())));
  }

  static Stream<Operation> operations() throws ManifestException {
    var web = new ResourceRef("apps/v1", "deploy", "ns", "web");
    String manifests = "# comment\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    String patch = "- {op: add, path: /a, value: 1} # comment";
    return Stream.of(
        new CheckHealth(),
        new GetResource(web),
        new ListResources("apps/v1", "deploy", "ns", "a=b", "c=d", 7, false),
        new ApplyManifests(manifests, Manifests.parse(manifests), "me", true, true, "ns"),
        new PatchResource(web, PatchType.JSON, patch, Patches.toJson(PatchType.JSON, patch), "me"),
        new PatchResource(web, PatchType.MERGE, "{a: 1}", "{\"a\":1}", "me"),
        new PatchResource(web, PatchType.STRATEGIC_MERGE, "{a: 1}", "{\"a\":1}", "me"),
        new DeleteResource(web, PropagationPolicy.BACKGROUND, true, false),
        new DeleteResource(web, PropagationPolicy.BACKGROUND, false, true),
        new DeleteResource(web, PropagationPolicy.FOREGROUND, false, false),
        new DeleteResource(web, PropagationPolicy.ORPHAN, false, false),
        new ScaleWorkload(web, 3, true),
        new RestartWorkload(web, true),
        new AwaitCondition(web, "object != null", Duration.ofMillis(250)),
        new RawRequest("POST", "/api?a=b", "a/b", ByteBuffer.wrap(new byte[] {0, 1})),
        new RawRequest("GET", "/api", "", ByteBuffer.allocate(0)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationIsReadAsItWasWrittenAlsoInOutline(Operation operation) {
    Execution whole = execution(operation);
    assertThat(events.execution(events.execution(whole))).isEqualTo(whole);
    assertThat(events.execution(events.execution(whole.outline()))).isEqualTo(whole.outline());
  }

  @Test
  void whatCannotBeParsedAnyMoreIsReadAsWhatCannotBeRun() {
    Execution old =
        execution(
            new ApplyManifests(
                "not: a manifest",
                List.of(new Manifest("v1", "ConfigMap", "", "a", "{}")),
                "me",
                false,
                false,
                ""));
    assertThat(events.execution(events.execution(old)).spec().operation())
        .isInstanceOfSatisfying(
            ApplyManifests.class,
            apply -> {
              assertThat(apply.source()).isEqualTo("not: a manifest");
              assertThat(apply.isRunnable()).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("eventsOfALog")
  void anEventIsReadAsItWasWritten(ExecutionEvent event) {
    assertThat(events.event(events.event(ID, NOW, event))).isEqualTo(new TimedEvent(NOW, event));
  }

  @Test
  void anExecutionIsReadAsItWasWrittenAlsoWithoutItsClusters() {
    Execution whole = execution(new CheckHealth()).soFar(summary());
    assertThat(events.execution(events.execution(whole))).isEqualTo(whole);
    Execution short_ = whole.outline();
    assertThat(events.execution(events.execution(short_))).isEqualTo(short_);
    assertThat(short_.plan().clusterCount()).isEqualTo(2);
    assertThat(short_.plan().clusters()).isEmpty();
  }

  @Test
  void whatIsNoEventOfALogIsRefused() {
    assertThatThrownBy(() -> events.event(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> events.event(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> events.execution(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Execution execution(Operation operation) {
    var spec =
        new ExecutionSpec(
            new ClusterSelector(List.of("prod-*"), "env=prod", List.of("prod-x"), 2),
            operation,
            new RolloutPolicy(
                List.of(
                    new WavePolicy(
                        "canary",
                        new Members.Size(new CountOrPercent.Count(1)),
                        Duration.ofMinutes(5),
                        true),
                    new WavePolicy("", new Members.Labelled("a in (b,c)"), Duration.ZERO, false)),
                "tier",
                new PacePolicy(new CountOrPercent.Percent(50), true, 2.5),
                new FailurePolicy(
                    new CountOrPercent.Count(0),
                    new CountOrPercent.Percent(3),
                    FailurePolicy.OnStop.ABORT),
                RETRIES,
                new TimeoutPolicy(Duration.ofSeconds(1), null, Duration.ofSeconds(9))),
            new OutputPolicy(Format.TABLE, 4096, "object.a", "object.b"),
            true,
            List.of("true"),
            "name",
            "reason");
    var plan =
        new ExecutionPlan(
            List.of(
                new Wave("canary", List.of(cluster("prod-a")), 1, Duration.ofMinutes(5), true),
                new Wave("rest", List.of(cluster("b/c")), 1, Duration.ZERO, false)),
            2,
            new Pace(1, true, 2.5),
            new FailureLimits(3, null, FailurePolicy.OnStop.ABORT),
            RETRIES,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(9));
    return Execution.accepted(
        ID,
        new Caller("jane", List.of("sre", "ops"), "u-1"),
        "3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6c",
        spec,
        plan,
        NOW);
  }

  private static Cluster cluster(String name) {
    return new Cluster(name, name, Map.of(), "", "", null);
  }

  private static ClusterAnswer answer(ClusterState state, @Nullable ClusterError error) {
    return new ClusterAnswer(state, error, null, true, 99, true, false, "f");
  }

  private static ExecutionSummary summary() {
    Map<ClusterState, Integer> ended = new java.util.EnumMap<>(ClusterState.class);
    for (ClusterState state : ClusterState.values()) {
      ended.put(state, state.ordinal() + 1);
    }
    return new ExecutionSummary(
        new ClusterCounts(50, 3, ended),
        0.25,
        0.75,
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(3),
        Duration.ofMillis(4),
        Duration.ofMillis(5),
        new ResultGroups(
            List.of(new AnswerGroup("v1.30.1", 2, List.of("a", "b/c"))),
            List.of(new FailureGroup(ClusterState.DENIED, ERROR, 101, List.of("c"))),
            7,
            8,
            9),
        new BudgetOverrun(Budget.UNREACHABLE, 3, "b/c"));
  }
}
