package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.system.CountingFleet.Load;
import io.fleetexecutor.v1.ClusterResult.State;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty executions at once over the same clusters, as the clusters see them. */
class SharedFleetIT {
  private static final int EXECUTIONS = 50;
  private static final int CLUSTERS = 500;
  private static final int WORKERS = 60;
  private static final int PER_CLUSTER = 3;
  private static final int PARALLEL = 5;

  @TempDir Path directory;

  @Test
  void everyCapHoldsAndSmallExecutionsAreServedInProportionToTheirSize() throws Exception {
    try (CountingFleet fleet = CountingFleet.start(CLUSTERS);
        ServiceProcess service = service(fleet)) {
      // The largest first, so that the small ones find all workers taken.
      Map<Integer, ExecutionStream> executions = new LinkedHashMap<>();
      for (int i = EXECUTIONS; i > 0; i--) {
        int size = i * CLUSTERS / EXECUTIONS;
        executions.put(size, ExecutionStream.start(service.channel(), get(fleet, size).build()));
      }
      executions.forEach(
          (size, execution) -> {
            execution.awaitFinished();
            assertThat(execution.results().values())
                .as("%d clusters", size)
                .allMatch(result -> result.getState() == State.STATE_SUCCEEDED);
          });

      assertThat(fleet.all().served()).isEqualTo(CLUSTERS * (EXECUTIONS + 1) / 2);
      assertThat(fleet.all().highest()).isBetween(WORKERS / 2, WORKERS);
      assertThat(fleet.byCluster())
          .hasSize(CLUSTERS)
          .extracting(Load::highest)
          .allMatch(highest -> highest <= PER_CLUSTER)
          .contains(PER_CLUSTER);
      assertThat(executions.keySet())
          .extracting(size -> fleet.of(namespace(size)))
          .extracting(Load::highest)
          .allMatch(highest -> highest <= PARALLEL)
          .contains(PARALLEL);
      assertThat(executions.keySet())
          .allSatisfy(
              size -> {
                Load own = fleet.of(namespace(size));
                assertThat(own.served()).isEqualTo(size);
                // While it ran, each of the others was served about as much as it was.
                assertThat(own.servedToAll()).isLessThan(2 * EXECUTIONS * size);
              });
    }
  }

  private ServiceProcess service(CountingFleet fleet) throws Exception {
    return ServiceProcess.start(
        Map.of(
            "KUBECONFIG",
            fleet.kubeconfig(directory).toString(),
            "FLEET_WORKERS",
            Integer.toString(WORKERS),
            "FLEET_MAX_OPERATIONS_PER_CLUSTER",
            Integer.toString(PER_CLUSTER)));
  }

  private static Requests get(CountingFleet fleet, int size) {
    return Requests.get("pods", namespace(size), "web")
        .on(fleet.clusters().subList(0, size).toArray(String[]::new))
        .parallel(PARALLEL);
  }

  private static String namespace(int size) {
    return "of-" + size;
  }
}
