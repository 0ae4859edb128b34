package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.fuzz.Choices;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.RandomMessages;
import io.fleetexecutor.fuzz.WellFormed;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CheckPermissionRequest;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.PauseExecutionRequest;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.ResumeExecutionRequest;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.internal.GrpcUtil;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class RequestsFuzzTest {
  private static final List<String> NAMES =
      List.of("executions/3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b", "", "executions/", "a", "*", "?");
  private static final List<String> EXPRESSIONS =
      List.of("object.a == 1", "", "objects.all(o, o.a > 0)", "has(object.a)", "object.a ==", "1");
  private static final Map<String, List<String>> SAMPLES =
      Map.ofEntries(
          Map.entry("", List.of("a", "", " ", "prod-eu-1", "😀", "kube-system", "\n", "%2e%2e/")),
          Map.entry("name", NAMES),
          Map.entry("names", List.of("a", "prod-*", "", "??", "clusters/a")),
          Map.entry("parent", NAMES),
          Map.entry("execution", NAMES),
          Map.entry("request_id", List.of("3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b", "", "3f2a")),
          Map.entry("expectations", EXPRESSIONS),
          Map.entry("expression", EXPRESSIONS),
          Map.entry("projection", EXPRESSIONS),
          Map.entry("fingerprint_expression", EXPRESSIONS),
          Map.entry("filter", List.of("state = FAILED", "", "create_time > 2026-01-01", "(", "a")),
          Map.entry("page_token", List.of("", "MCBh", PageToken.of("42", ""), "%", "MCA=")),
          Map.entry("label_selector", List.of("a=b", "", "a in (b, c), !d", "a>1", "=", "(")),
          Map.entry("method", List.of("GET", "POST", "DELETE", "get", "")),
          Map.entry("content_type", List.of("", "application/json", "a/b; c=\"d\"", "a", ";")),
          Map.entry("path", List.of("/api/v1/pods", "", "/apis/a/v1/b?c=d", "//h", "/../%2f", "x")),
          Map.entry("api_version", List.of("v1", "apps/v1", "", "/", "A/1")),
          Map.entry("kind", List.of("Pod", "", "deployments.apps", "-", "1")),
          Map.entry(
              "manifests",
              List.of(
                  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
                  "",
                  "---\n",
                  "a: &a [*a]\n",
                  "{\"kind\": \"List\"}",
                  "apiVersion: v1\nkind: List\nitems: []\n")),
          Map.entry(
              "patch", List.of("{a: 1}", "", "[{op: remove, path: /a}]", "[]", "{", "&a *a")));

  private static final CallerKey CALLER = CallerKey.of(Caller.named("jane"), "");
  private static final Grants GRANTS = Access.open(false).grants(Caller.named("jane"));

  private final RequestReader reader = new RequestReader(16 << 20);

  static List<byte[]> seeds() {
    return Inputs.choices();
  }

  @MethodSource("seeds")
  @FuzzTest
  void whatIsToBeExecutedIsReadOrRefused(byte[] input) {
    read(
        new Choices(input),
        ExecuteRequest.getDefaultInstance(),
        request -> reader.execute(request, GRANTS, CALLER));
  }

  @MethodSource("seeds")
  @FuzzTest
  void whatIsToBePlannedIsReadOrRefused(byte[] input) {
    read(new Choices(input), PlanExecutionRequest.getDefaultInstance(), reader::plan);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyOtherRequestIsReadOrRefused(byte[] input) {
    var choices = new Choices(input);
    switch (choices.below(10)) {
      case 0 -> read(choices, WatchExecutionRequest.getDefaultInstance(), reader::watch);
      case 1 -> read(choices, GetExecutionRequest.getDefaultInstance(), reader::get);
      case 2 -> read(choices, CancelExecutionRequest.getDefaultInstance(), reader::cancel);
      case 3 -> read(choices, PauseExecutionRequest.getDefaultInstance(), reader::pause);
      case 4 -> read(choices, ResumeExecutionRequest.getDefaultInstance(), reader::resume);
      case 5 -> read(choices, ListExecutionsRequest.getDefaultInstance(), reader::listExecutions);
      case 6 ->
          read(choices, ListClusterResultsRequest.getDefaultInstance(), reader::listClusterResults);
      case 7 -> read(choices, ListClustersRequest.getDefaultInstance(), reader::listClusters);
      case 8 -> read(choices, CheckPermissionRequest.getDefaultInstance(), reader::checkPermission);
      default -> read(choices, WatchClustersRequest.getDefaultInstance(), reader::watchClusters);
    }
  }

  private static <M extends Message> void read(Choices choices, M type, Consumer<M> reading) {
    try {
      M request = new RandomMessages(choices, SAMPLES).of(type);
      assertThat(AuditedRequest.of(request).whole()).isNotNull();
      reading.accept(request);
    } catch (InvalidRequestException refused) {
      assertCanBeTold(refused);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertCanBeTold(InvalidRequestException refused) {
    StatusRuntimeException told = Statuses.of(refused);
    assertThat(refused.violations()).hasSizeBetween(1, 100);
    for (Violation violation : refused.violations()) {
      WellFormed.check(violation.field());
      WellFormed.check(violation.description());
    }
    assertThat(StatusesTest.trailerBytes(told))
        .isLessThanOrEqualTo(GrpcUtil.DEFAULT_MAX_HEADER_LIST_SIZE);
  }

  @Test
  void soIsAnyRequest() {
    Inputs.random(this::whatIsToBeExecutedIsReadOrRefused);
    Inputs.random(this::whatIsToBePlannedIsReadOrRefused);
    Inputs.random(this::anyOtherRequestIsReadOrRefused);
  }
}
