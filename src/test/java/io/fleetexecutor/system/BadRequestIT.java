package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.UnknownFieldSet;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.OutputPolicy;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.RolloutPolicy;
import io.fleetexecutor.v1.StreamOptions;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that must be refused, sent to the real thing; none of them may reach a cluster. */
class BadRequestIT {
  @TempDir static Path directory;
  static FakeCluster cluster;
  static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    cluster = FakeCluster.withOnePod();
    String kubeconfig = new Kubeconfig().cluster("fake", cluster.url()).write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterAll
  static void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void anEmptyRequestAndAnEmptySpecTellWhatTheyLack() {
    Refusal noSpec = refusal(ExecuteRequest.getDefaultInstance());

    assertInvalid(noSpec);
    assertThat(noSpec.violations())
        .containsExactly(Map.entry("spec", "is required, or retry instead"));
    Refusal emptySpec =
        refusal(ExecuteRequest.newBuilder().setSpec(ExecutionSpec.getDefaultInstance()).build());
    assertInvalid(emptySpec);
    assertThat(emptySpec.violations())
        .containsOnlyKeys("spec.cluster_selector", "spec.operation")
        .containsEntry(
            "spec.operation",
            "needs one of check_health, get_resource, list_resources, apply_manifests,"
                + " patch_resource, delete_resource, scale_workload, restart_workload,"
                + " await_condition, raw_request");
  }

  @Test
  void everyViolationIsToldAtOnce() {
    var negative = Duration.newBuilder().setSeconds(-1).build();
    var request = Requests.get("Deployment", "Not_A_Label", "a/b").build().toBuilder();
    request
        .setDisconnectActionValue(77)
        .setStreamOptions(StreamOptions.newBuilder().setProgressInterval(negative));
    request
        .getSpecBuilder()
        .setDisplayName("x".repeat(257))
        .setOutputPolicy(OutputPolicy.newBuilder().setFormatValue(99).setMaxOutputBytes(-1))
        .setRolloutPolicy(
            RolloutPolicy.newBuilder()
                .setMaxParallelClusters(CountOrPercent.newBuilder().setPercent(101))
                .setAttemptTimeout(negative)
                .setClusterTimeout(Duration.getDefaultInstance())
                .setExecutionTimeout(Duration.newBuilder().setSeconds(1).setNanos(-1)));

    Refusal refusal = refusal(request.build());

    assertInvalid(refusal);
    assertThat(refusal.violations())
        .containsOnlyKeys(
            "disconnect_action",
            "stream_options.progress_interval",
            "spec.display_name",
            "spec.operation.get_resource.ref.namespace",
            "spec.operation.get_resource.ref.object_name",
            "spec.output_policy.format",
            "spec.output_policy.max_output_bytes",
            "spec.rollout_policy.max_parallel_clusters.percent",
            "spec.rollout_policy.attempt_timeout",
            "spec.rollout_policy.cluster_timeout",
            "spec.rollout_policy.execution_timeout");
    assertThat(refusal.violations().get("spec.rollout_policy.max_parallel_clusters.percent"))
        .isEqualTo("is 101, must be between 0 and 100");
    assertThat(refusal.violations().get("spec.operation.get_resource.ref.object_name"))
        .contains("\"a/b\"", "no '/'");
  }

  @Test
  void aCountOfZeroClustersIsNoConcurrency() {
    var policy =
        RolloutPolicy.newBuilder().setMaxParallelClusters(CountOrPercent.newBuilder().setCount(0));

    Refusal refusal = refusal(with(spec -> spec.setRolloutPolicy(policy)));

    assertInvalid(refusal);
    assertThat(refusal.violations())
        .containsExactly(
            Map.entry(
                "spec.rollout_policy.max_parallel_clusters.count", "is 0, must be at least 1"));
  }

  @Test
  void fieldsOfANewerApiAreRefusedWithTheirNumbers() {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                999,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("new"))
                    .build())
            .build();

    Refusal refusal = refusal(with(spec -> spec.setUnknownFields(unknown)));

    assertInvalid(refusal);
    assertThat(refusal.violations())
        .containsExactly(
            Map.entry("spec", "has fields that this server does not know: number 999"));
  }

  @Test
  void tooManyNamesAreRefused() {
    var selector = ClusterSelector.newBuilder().addAllNames(Collections.nCopies(10_001, "fake"));

    Refusal refusal = refusal(with(spec -> spec.setClusterSelector(selector)));

    assertInvalid(refusal);
    assertThat(refusal.violations())
        .containsExactly(
            Map.entry(
                "spec.cluster_selector.names", "has 10,001 entries, at most 10,000 are allowed"));
  }

  @Test
  void aSelectorThatMatchesNothingFailsThePrecondition() {
    assertPrecondition("NO_CLUSTER_SELECTED", ClusterSelector.newBuilder().addNames("nothing-*"));
    assertPrecondition("UNKNOWN_CLUSTER", ClusterSelector.newBuilder().addNames("nothing"));
  }

  @Test
  void anotherNumberOfClustersThanExpectedFailsThePrecondition() {
    assertPrecondition(
        "UNEXPECTED_CLUSTER_COUNT", ClusterSelector.newBuilder().setExpectedClusterCount(2));
  }

  private static void assertPrecondition(String reason, ClusterSelector.Builder selector) {
    ExecuteRequest request = with(spec -> spec.setClusterSelector(selector));
    Refusal refusal = refusal(request);
    assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(refusal.reason()).isEqualTo(reason);
    var plan = PlanExecutionRequest.newBuilder().setSpec(request.getSpec()).build();
    assertThat(Refusal.of(() -> service.stub().planExecution(plan))).isEqualTo(refusal);
    assertNothingStarted();
  }

  @Test
  void aMessageOverFourMebibytesIsTooLarge() {
    var request = with(spec -> spec.setReason("x".repeat(4 << 20)));

    Refusal refusal = refusal(request);

    assertThat(refusal.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.message()).as("%s", refusal).contains("4194304");
    assertNothingStarted();
  }

  @Test
  void aMessageOfExactlyFourMebibytesIsRead() {
    int frame = with(spec -> spec.setReason("x".repeat(4_000_000))).getSerializedSize() - 4_000_000;
    var request = with(spec -> spec.setReason("x".repeat((4 << 20) - frame)));
    assertThat(request.getSerializedSize()).isEqualTo(4 << 20);

    Refusal refusal = refusal(request);

    assertInvalid(refusal);
    assertThat(refusal.violations()).containsOnlyKeys("spec.reason");
  }

  private static ExecuteRequest with(java.util.function.Consumer<ExecutionSpec.Builder> change) {
    var request = Requests.list("pods").build().toBuilder();
    change.accept(request.getSpecBuilder());
    return request.build();
  }

  private static Refusal refusal(ExecuteRequest request) {
    return Refusal.of(() -> service.stub().execute(request).next());
  }

  private static void assertInvalid(Refusal refusal) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("INVALID_REQUEST");
    assertNothingStarted();
  }

  private static void assertNothingStarted() {
    assertThat(service.status().getRunningExecutionCount()).isZero();
    assertThat(cluster.connections()).isZero();
  }
}
