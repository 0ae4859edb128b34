package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.Execution;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which request the arguments make. */
class RequestTest {

  @Test
  void everyOptionReachesTheRequest() throws Exception {
    assertThat(
            request(
                    "execute list deployments -n kube-system -l app=web,tier=front"
                        + " --field-selector metadata.name=x --api-version apps/v1 --limit 7"
                        + " --clusters a,prod-* --clusters b --exclude prod-9 --expect-count 3"
                        + " --max-parallel 20% --attempt-timeout 5s --cluster-timeout 2m"
                        + " --max-failed 2% --max-unreachable 3 --on-stop abort"
                        + " --timeout 10m --max-output-bytes 64Ki --name check --reason because")
                .toBuilder()
                .clearRequestId()
                .build())
        .isEqualTo(
            TextFormat.parse(
                """
                spec {
                  cluster_selector {
                    names: "a" names: "prod-*" names: "b" excluded_names: "prod-9"
                    expected_cluster_count: 3
                  }
                  operation { list_resources {
                    api_version: "apps/v1" kind: "deployments" namespace: "kube-system"
                    label_selector: "app=web,tier=front" field_selector: "metadata.name=x"
                    max_object_count: 7
                  } }
                  rollout_policy {
                    max_parallel_clusters { percent: 20 }
                    max_failed_clusters { percent: 2 }
                    max_unreachable_clusters { count: 3 }
                    on_stop: ON_STOP_ABORT
                    attempt_timeout { seconds: 5 }
                    cluster_timeout { seconds: 120 }
                    execution_timeout { seconds: 600 }
                  }
                  output_policy { format: FORMAT_TABLE max_output_bytes: 65536 }
                  display_name: "check" reason: "because"
                }
                disconnect_action: DISCONNECT_ACTION_CANCEL
                """,
                ExecuteRequest.class));
  }

  @Test
  void everyRequestHasAnIdOfItsOwn() throws Exception {
    UUID one = UUID.fromString(request("execute health").getRequestId());
    UUID other = UUID.fromString(request("execute health").getRequestId());
    assertThat(one).isNotEqualTo(other);
    assertThat(one.version()).isEqualTo(4);
  }

  @Test
  void aListWithoutNamespaceIsOfEachContextsNamespace() throws Exception {
    var list = request("execute list pods").getSpec().getOperation().getListResources();
    assertThat(list.getNamespace()).isEmpty();
    assertThat(list.getContextNamespace()).isTrue();
  }

  @Test
  void aListOfAllNamespacesNamesNone() throws Exception {
    var list = request("execute list pods -A").getSpec().getOperation().getListResources();
    assertThat(list.getNamespace()).isEmpty();
    assertThat(list.getContextNamespace()).isFalse();
  }

  @Test
  void anObjectIsNamedInOneWordOrTwo() throws Exception {
    var one = request("execute get deploy/web").getSpec().getOperation();
    assertThat(one).isEqualTo(request("execute get deploy web").getSpec().getOperation());
    assertThat(one.getGetResource().getRef().getKind()).isEqualTo("deploy");
    assertThat(one.getGetResource().getRef().getObjectName()).isEqualTo("web");
    assertThat(one.getGetResource().getRef().getNamespace()).isEmpty();
  }

  @Test
  void theOutputDecidesWhichFormatIsAskedFor() throws Exception {
    assertThat(format("execute list pods -o wide")).isEqualTo("FORMAT_TABLE");
    assertThat(format("execute list pods -o json")).isEqualTo("FORMAT_OBJECTS");
    assertThat(format("execute list pods -o name")).isEqualTo("FORMAT_METADATA");
    assertThat(format("execute health")).isEqualTo("FORMAT_UNSPECIFIED");
  }

  private static String format(String arguments) throws Exception {
    return request(arguments).getSpec().getOutputPolicy().getFormat().name();
  }

  private static ExecuteRequest request(String arguments) throws IOException {
    try (ScriptedService service = new ScriptedService()) {
      service.streams(
          Events.accepted("a"), Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(1, 1)));
      CommandLineRun.against(service, arguments.split(" "));
      return service.executions.remove();
    }
  }
}
