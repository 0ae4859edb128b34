package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Clearance;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.Impersonation;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whose name requests are made. */
class CallerServerTest {
  private static final Cluster CLUSTER = new Cluster("c", "c", Map.of(), "test", "default", null);

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  private CallerServer of(Caller caller, boolean impersonates) {
    Clearance clearance =
        Access.open(false)
            .grants(caller)
            .clearance(
                Fleet.execution(
                    Fleet.spec(new Operation.CheckHealth(), new OutputPolicy(Format.NONE, 1))),
                CLUSTER);
    return CallerServer.of(server.fleet.connections().get("c"), clearance, impersonates);
  }

  @Test
  void requestsAreInTheNameOfTheCallerWhereTheyAreToBe() {
    Caller jane = new Caller("jane", List.of("sre"), "42");
    assertThat(of(jane, false).as()).isEqualTo(Impersonation.NONE);
    assertThat(of(jane, true).as())
        .isEqualTo(new Impersonation("jane", "42", List.of("sre"), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "jane ", " jane", "system:admin", "Jörg", "a\nb"})
  void nobodyIsTakenForSomebodyElse(String name) {
    assertThatThrownBy(() -> of(new Caller(name, List.of(), ""), true))
        .isInstanceOf(ClusterFailure.class)
        .hasMessageContaining("in the name of");
    assertThatThrownBy(() -> of(new Caller("jane", List.of(name), ""), true))
        .isInstanceOf(ClusterFailure.class);
  }
}
