package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.OutputPolicy;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through a real channel to the whole service over a simulated fleet. */
@QuarkusTest
@TestProfile(SimulatedFleetProfile.class)
class FleetExecutorServiceTest {
  private static final ClusterSelector QUICK =
      ClusterSelector.newBuilder().addNames("demo-*").addExcludedNames("demo-010").build();

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private ManagedChannel channel;
  private FleetExecutorBlockingStub fleet;

  @BeforeEach
  void connect() {
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    fleet = FleetExecutorGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void executeStreamsEveryClusterAndEndsWithTheSummary() {
    List<ExecutionEvent> events =
        execute(
            spec(QUICK, "deploy")
                .setOutputPolicy(
                    OutputPolicy.newBuilder().setFormat(OutputPolicy.Format.FORMAT_TABLE)));

    assertThat(events.getFirst().getPayloadCase())
        .isEqualTo(ExecutionEvent.PayloadCase.EXECUTION_ACCEPTED);
    assertThat(events).extracting(ExecutionEvent::getSequence).isSorted().doesNotHaveDuplicates();
    List<ClusterResult> results =
        events.stream()
            .filter(ExecutionEvent::hasClusterFinished)
            .map(event -> event.getClusterFinished().getResult())
            .toList();
    assertThat(results).extracting(ClusterResult::getCluster).doesNotHaveDuplicates().hasSize(11);
    assertThat(results)
        .filteredOn(result -> result.getState() == ClusterResult.State.STATE_SUCCEEDED)
        .hasSize(9)
        .allSatisfy(result -> assertThat(result.getTable().getRowsCount()).isPositive());
    assertThat(result(results, "demo-011").getState()).isEqualTo(ClusterResult.State.STATE_DENIED);
    assertThat(result(results, "demo-011").getError().getHttpStatus()).isEqualTo(403);
    assertThat(result(results, "demo-012").getState())
        .isEqualTo(ClusterResult.State.STATE_UNREACHABLE);
    Execution finished = events.getLast().getExecutionFinished().getExecution();
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_COMPLETED_WITH_FAILURES);
    assertThat(finished.getSummary().getClusterCounts().getSucceededCount()).isEqualTo(9);
    assertThat(events.get(events.size() - 2).hasProgressReported()).isTrue();
  }

  @Test
  void whoReadsAnExecutionDoesNotReadTheSecretsThatItWrites() {
    ExecutionSpec.Builder spec = spec(QUICK, "pods");
    spec.getOperationBuilder()
        .getApplyManifestsBuilder()
        .setManifests(
            "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: VALUE}}");

    List<ExecutionEvent> events = execute(spec);
    String name = events.getFirst().getExecutionAccepted().getExecution().getName();
    Execution found =
        fleet.getExecution(GetExecutionRequest.newBuilder().setName(name).build()).getExecution();

    assertThat(events.toString()).contains("REDACTED").doesNotContain("VALUE");
    assertThat(found.getSpec().getOperation().getApplyManifests().getManifests())
        .contains("\"k\":\"REDACTED\"");
    assertThat(found.toString()).doesNotContain("VALUE");
  }

  @Test
  void aPlanResolvesPercentagesAndNames() {
    ExecutionSpec.Builder spec = spec(QUICK, "pods");
    spec.getRolloutPolicyBuilder()
        .setMaxParallelClusters(CountOrPercent.newBuilder().setPercent(30));
    var plan =
        fleet.planExecution(PlanExecutionRequest.newBuilder().setSpec(spec).build()).getPlan();
    assertThat(plan.getClusterCount()).isEqualTo(11);
    assertThat(plan.getMaxParallelClusters()).isEqualTo(3);
    assertThat(plan.getWaves(0).getClustersList())
        .startsWith("clusters/demo-001")
        .endsWith("clusters/demo-012")
        .isSorted();
  }

  @Test
  void clustersComeInPages() {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListClustersResponse page =
          fleet.listClusters(
              ListClustersRequest.newBuilder().setPageSize(5).setPageToken(token).build());
      assertThat(page.getClustersCount()).isLessThanOrEqualTo(5);
      page.getClustersList().stream().map(Cluster::getName).forEach(names::add);
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(names).hasSize(12).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aForgedPageTokenIsRefused() {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> fleet.listClusters(ListClustersRequest.newBuilder().setPageToken("%%%").build()));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void aRequestThatIsWrongIsAStatusWithEveryViolation() throws Exception {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> execute(spec(QUICK, "").setDisplayName("x".repeat(257))));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    BadRequest details = null;
    ErrorInfo info = null;
    for (var detail : Objects.requireNonNull(StatusProto.fromThrowable(refused)).getDetailsList()) {
      details = detail.is(BadRequest.class) ? detail.unpack(BadRequest.class) : details;
      info = detail.is(ErrorInfo.class) ? detail.unpack(ErrorInfo.class) : info;
    }
    assertThat(Objects.requireNonNull(details).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly("spec.display_name", "spec.operation.list_resources.kind");
    assertThat(Objects.requireNonNull(info).getReason()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void aSelectorThatTakesNothingIsAFailedPrecondition() throws Exception {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> execute(spec(ClusterSelector.newBuilder().addNames("nix-*").build(), "pods")));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(
            Objects.requireNonNull(StatusProto.fromThrowable(refused))
                .getDetails(1)
                .unpack(PreconditionFailure.class)
                .getViolations(0)
                .getType())
        .isEqualTo("NO_CLUSTER_SELECTED");
  }

  @Test
  void theStatusTellsThePool() {
    var status = fleet.getServerStatus(GetServerStatusRequest.getDefaultInstance());
    assertThat(status.getWorkerCount()).isEqualTo(256);
    assertThat(status.getDraining()).isFalse();
    assertThat(status.getVersion()).isNotEmpty();
  }

  private List<ExecutionEvent> execute(ExecutionSpec.Builder spec) {
    Iterator<ExecuteResponse> responses =
        fleet.execute(ExecuteRequest.newBuilder().setSpec(spec).build());
    List<ExecutionEvent> events = new ArrayList<>();
    responses.forEachRemaining(response -> events.add(response.getEvent()));
    return events;
  }

  private static ExecutionSpec.Builder spec(ClusterSelector selector, String kind) {
    return ExecutionSpec.newBuilder()
        .setClusterSelector(selector)
        .setOperation(
            ClusterOperation.newBuilder()
                .setListResources(ListResources.newBuilder().setKind(kind)));
  }

  private static ClusterResult result(List<ClusterResult> results, String cluster) {
    return results.stream()
        .filter(result -> result.getCluster().equals("clusters/" + cluster))
        .findFirst()
        .orElseThrow();
  }
}
