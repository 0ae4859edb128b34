package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.JsonLine;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GetResourceTest {

  private static final String POD =
      "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"namespace\":\"mine\"}}";

  private final FakeApiServer server =
      new FakeApiServer().on("/api/v1/namespaces/mine/pods/a", POD);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anObjectComesAsItIsOutOfTheContextsNamespace() {
    ClusterAnswer answer = get(Format.OBJECTS);

    assertThat(answer.output())
        .isEqualTo(
            new KubernetesObjects(
                List.of(
                    new Output.KubernetesObject(
                        new ResourceRef("v1", "Pod", "mine", "a"), JsonLine.of(POD)))));
    assertThat(answer.totalOutputBytes()).isEqualTo(POD.length());
  }

  @Test
  void anObjectThatIsLargerThanTheOutputMayBeIsLeftOut() {
    ClusterAnswer answer =
        server.fleet.run(
            "c", Fleet.get("pods", "", "a"), new OutputPolicy(Format.OBJECTS, POD.length() - 1));

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.output()).isEqualTo(new KubernetesObjects(List.of()));
    assertThat(answer.outputTruncated()).isTrue();
  }

  @Test
  void anApiServerWithoutTablesGivesNameAndTime() {
    Output.ResourceTable table = (Output.ResourceTable) requireNonNull(get(Format.TABLE).output());

    assertThat(table.rows())
        .singleElement()
        .extracting(Output.Row::cells)
        .isEqualTo(List.of("a", ""));
  }

  @Test
  void noOutputIsNoOutput() {
    ClusterAnswer answer = get(Format.NONE);

    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.output()).isNull();
  }

  @Test
  void aStatusIsNoObject() {
    server.on("/api/v1/namespaces/mine/pods/a", "{\"kind\":\"Status\",\"apiVersion\":\"v1\"}");

    assertThat(requireNonNull(get(Format.OBJECTS).error()).reason()).isEqualTo("UNEXPECTED_ANSWER");
    assertThat(requireNonNull(get(Format.TABLE).error()).reason()).isEqualTo("UNEXPECTED_ANSWER");
  }

  private ClusterAnswer get(Format format) {
    return server.fleet.run("c", Fleet.get("pods", "", "a"), format);
  }
}
