package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.execution.StartRequest;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.CountOrPercent.Percent;
import io.fleetexecutor.model.Operation.CheckHealth;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.PlanExecutionRequest;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  private static final Grants GRANTS = Access.open(true).grants(Caller.named("jane"));
  private static final CallerKey CALLER = CallerKey.of(GRANTS.caller(), "");
  private final RequestReader reader = new RequestReader(16 << 20);

  private static io.fleetexecutor.model.ExecutionSpec spec(ExecuteReader.Execute execute) {
    return ((StartRequest.NewSpec) execute.start().source()).spec();
  }

  @Test
  void whatIsNotSetGetsTheDocumentedDefaults() throws Exception {
    ExecuteReader.Execute execute =
        reader.execute(request("{}", "{checkHealth: {}}"), GRANTS, CALLER);
    assertThat(execute.stream().progressInterval()).isEqualTo(java.time.Duration.ofMillis(100));
    assertThat(spec(execute).operation()).isEqualTo(new CheckHealth());
    assertThat(spec(execute).outputPolicy())
        .isEqualTo(new OutputPolicy(OutputPolicy.Format.OBJECTS, 1 << 20));
    assertThat(spec(execute).rolloutPolicy().pace().maxParallelClusters()).isNull();
  }

  @Test
  void zeroPercentIsAllowedAndAZeroProgressIntervalToo() throws Exception {
    ExecuteRequest request =
        parse(
            """
            {spec: {clusterSelector: {}, operation: {checkHealth: {}},
              rolloutPolicy: {maxParallelClusters: {percent: 0}}},
             streamOptions: {progressInterval: "0s"}}
            """);
    ExecuteReader.Execute execute = reader.execute(request, GRANTS, CALLER);
    assertThat(execute.stream().progressInterval()).isZero();
    assertThat(spec(execute).rolloutPolicy().pace().maxParallelClusters())
        .isEqualTo(new Percent(0));
  }

  @Test
  void aPollIntervalThatIsNoDurationIsRefused() throws Exception {
    var request =
        request("{}", "{awaitCondition: {ref: {kind: Pod, objectName: a}, expression: \"true\"}}")
            .toBuilder();
    request
        .getSpecBuilder()
        .getOperationBuilder()
        .getAwaitConditionBuilder()
        .setPollInterval(Duration.newBuilder().setNanos(1_000_000_000));
    assertThat(violations(request.build()))
        .containsExactly(
            Map.entry(
                "spec.operation.await_condition.poll_interval",
                "is no valid duration: seconds 0, nanos 1000000000"));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws Exception {
    ExecuteRequest request =
        parse(
                """
            {spec: {
              clusterSelector: {names: ["a", ""], expectedClusterCount: 0},
              operation: {getResource: {ref: {apiVersion: "Apps/V1/x", namespace: "Kube_System", objectName: "a/b"}}},
              rolloutPolicy: {maxParallelClusters: {percent: 101}, attemptTimeout: "-1s", clusterTimeout: "20s", executionTimeout: "10s",
                maxFailedClusters: {count: -1}, maxUnreachableClusters: {}, onStop: 9},
              outputPolicy: {maxOutputBytes: -5}},
             disconnectAction: 7}
            """)
            .toBuilder()
            .setStreamOptions(
                io.fleetexecutor.v1.StreamOptions.newBuilder()
                    .setProgressInterval(Duration.newBuilder().setSeconds(1).setNanos(-1)))
            .build();
    assertThat(violations(request))
        .containsOnlyKeys(
            "spec.cluster_selector.names[1]",
            "spec.cluster_selector.expected_cluster_count",
            "spec.operation.get_resource.ref.api_version",
            "spec.operation.get_resource.ref.kind",
            "spec.operation.get_resource.ref.namespace",
            "spec.operation.get_resource.ref.object_name",
            "spec.rollout_policy.max_parallel_clusters.percent",
            "spec.rollout_policy.max_failed_clusters.count",
            "spec.rollout_policy.max_unreachable_clusters",
            "spec.rollout_policy.on_stop",
            "spec.rollout_policy.attempt_timeout",
            "spec.rollout_policy.cluster_timeout",
            "spec.output_policy.max_output_bytes",
            "disconnect_action",
            "stream_options.progress_interval")
        .containsEntry(
            "spec.rollout_policy.max_parallel_clusters.percent",
            "is 101, must be between 0 and 100")
        .containsEntry(
            "spec.rollout_policy.cluster_timeout",
            "is longer than execution_timeout, must be at most as long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | {} | spec.operation | needs one of check_health, get_resource, list_resources, apply_manifests, patch_resource, delete_resource, scale_workload, restart_workload, await_condition, raw_request
          {} | {listResources: {}} | spec.operation.list_resources.kind | is required
          {} | {listResources: {kind: "po/ds"}} | spec.operation.list_resources.kind | is "po/ds", must be a kind, plural, singular or short name as "Deployment", "deploy" or "deployments.apps"
          {} | {listResources: {kind: "pods", maxObjectCount: -1}} | spec.operation.list_resources.max_object_count | is -1, must be 0 (no limit) or more
          {} | {listResources: {kind: "pods", namespace: "a", contextNamespace: true}} | spec.operation.list_resources.context_namespace | is set together with namespace "a", set one of them
          {} | {getResource: {}} | spec.operation.get_resource.ref | is required
          {} | {getResource: {ref: {kind: "pod", objectName: ".."}}} | spec.operation.get_resource.ref.object_name | is "..", must have at most 253 characters, no '/' and no '%', and not be "." or ".."
          """)
  void anOperationThatIsWrongIsToldByItsField(
      String selector, String operation, String field, String description) throws Exception {
    assertThat(violations(request(selector, operation))).containsEntry(field, description);
  }

  @Test
  void anUnknownEnumValueIsTold() throws Exception {
    ExecuteRequest request = request("{}", "{checkHealth: {}}");
    var spec = request.getSpec().toBuilder();
    spec.getOutputPolicyBuilder().setFormatValue(99);
    assertThat(violations(request.toBuilder().setSpec(spec).build()))
        .containsEntry(
            "spec.output_policy.format",
            "is 99, must be one of FORMAT_OBJECTS, FORMAT_TABLE, FORMAT_METADATA, FORMAT_NONE");
  }

  @Test
  void fieldsOfANewerApiAreRefusedAtAnyDepth() throws Exception {
    ExecuteRequest request = request("{}", "{checkHealth: {}}");
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    ExecutionSpec.Builder spec = request.getSpec().toBuilder().setUnknownFields(unknown);
    spec.getOperationBuilder().getCheckHealthBuilder().setUnknownFields(unknown);
    assertThat(violations(request.toBuilder().setUnknownFields(unknown).setSpec(spec).build()))
        .containsOnlyKeys("ExecuteRequest", "spec", "spec.operation.check_health")
        .containsEntry("spec", "has fields that this server does not know: number 77");
  }

  @Test
  void anEmptyRequestIsToldWhatIsMissing() {
    assertThat(violations(ExecuteRequest.getDefaultInstance()))
        .containsExactly(Map.entry("spec", "is required, or retry instead"));
    assertThatThrownBy(() -> reader.plan(PlanExecutionRequest.getDefaultInstance()))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aHugeSelectorIsRefused() throws Exception {
    var spec = request("{}", "{checkHealth: {}}").getSpec().toBuilder();
    spec.getClusterSelectorBuilder()
        .addAllNames(Collections.nCopies(10_001, "a"))
        .addAllExcludedNames(Collections.nCopies(101, "*"))
        .addExcludedNames("x".repeat(1_025));
    assertThat(violations(ExecuteRequest.newBuilder().setSpec(spec).build()))
        .containsOnlyKeys(
            "spec.cluster_selector.names",
            "spec.cluster_selector.excluded_names",
            "spec.cluster_selector.excluded_names[101]");
  }

  @Test
  void pageSizesAreCoercedDownAndNeverNegative() {
    assertThat(reader.listClusters(pageSize(0)).pageSize()).isEqualTo(100);
    assertThat(reader.listClusters(pageSize(5_000)).pageSize()).isEqualTo(1_000);
    assertThatThrownBy(() -> reader.listClusters(pageSize(-1)))
        .hasMessage("page_size: is -1, must be at least 1, or 0 for the default");
  }

  private static ListClustersRequest pageSize(int size) {
    return ListClustersRequest.newBuilder().setPageSize(size).build();
  }

  private Map<String, String> violations(ExecuteRequest request) {
    InvalidRequestException refused =
        catchThrowableOfType(
            InvalidRequestException.class, () -> reader.execute(request, GRANTS, CALLER));
    assertThat(refused).isNotNull();
    return refused.violations().stream()
        .collect(Collectors.toMap(Violation::field, Violation::description));
  }

  private static ExecuteRequest request(String selector, String operation) throws Exception {
    return parse("{spec: {clusterSelector: %s, operation: %s}}".formatted(selector, operation));
  }

  private static ExecuteRequest parse(String json) throws Exception {
    var request = ExecuteRequest.newBuilder();
    JsonFormat.parser().merge(json, request);
    return request.build();
  }
}
