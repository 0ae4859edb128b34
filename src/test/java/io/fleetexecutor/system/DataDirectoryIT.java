package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A data directory belongs to one service at a time. */
class DataDirectoryIT {
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", "3"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aSecondServiceOnTheSameDirectoryDoesNotStart() throws Exception {
    String directory = service.dataDirectory().toString();
    var second =
        ServiceLaunch.of(
            Map.of("FLEET_DEMO_CLUSTERS", "3", "FLEET_DATA_DIR", directory), List.of());

    assertThat(second.awaitRefusal()).isNotZero();

    assertThat(second.log()).contains(directory, "FLEET_DATA_DIR");
    var stream = ExecutionStream.start(service.channel(), Requests.checkHealth().build());
    stream.awaitFinished();
    new Kept(service).assertWhole(stream);
  }

  @Test
  void aKilledServiceLeavesTheDirectoryToTheNext() throws Exception {
    var stream = ExecutionStream.start(service.channel(), Requests.checkHealth().build());
    stream.awaitFinished();

    service.kill();
    service = service.startAgain();

    new Kept(service).assertWhole(stream);
  }
}
