package io.fleetexecutor.system;

import io.fleetexecutor.v1.ClusterResult;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** What both read while nothing changed: kubectl printed the same before and after the service. */
record SteadyRead(KubectlRun printed, ClusterResult result) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static SteadyRead of(BothClients clients, String command, Requests request) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> attempt(clients, command, request), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<SteadyRead> attempt(
      BothClients clients, String command, Requests request) {
    KubectlRun before = clients.kubectl().run(command).succeeded();
    ClusterResult result = clients.succeed(request);
    KubectlRun after = clients.kubectl().run(command).succeeded();
    return before.out().equals(after.out())
        ? Optional.of(new SteadyRead(before, result))
        : Optional.empty();
  }
}
