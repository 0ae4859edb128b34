package io.fleetexecutor;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses settings that make no sense, all of them at once, before anything is served. */
final class SettingsCheck {
  private static final int MOST_PER_SECOND = 1_000_000;

  private final List<String> wrong = new ArrayList<>();

  private SettingsCheck() {}

  /**
   * Checks every setting.
   *
   * @throws ConfigurationException with each wrong setting, its value and what would be right
   */
  static void check(FleetSettings settings) {
    var check = new SettingsCheck();
    check.atLeast(1, settings.workers(), "fleet.workers");
    check.atLeast(1, settings.maxOperationsPerCluster(), "fleet.max-operations-per-cluster");
    check.atLeast(0, settings.demo().clusters(), "fleet.demo.clusters");
    check.atLeast(1, settings.maxConnectedClusters(), "fleet.max-connected-clusters");
    check.atLeast(1, settings.maxOutputBytes(), "fleet.max-output-bytes");
    check.atLeast(0, settings.minFreeBytes(), "fleet.min-free-bytes");
    check.atLeast(0, settings.retention().maxExecutions(), "fleet.retention.max-executions");
    check.atLeast(0, settings.retention().maxBytes(), "fleet.retention.max-bytes");
    check.atLeast(0, settings.retention().maxHistory(), "fleet.retention.max-history");
    check.positive(settings.retention().maxAge(), "fleet.retention.max-age");
    check.positive(settings.retention().maxHistoryAge(), "fleet.retention.max-history-age");
    check.positive(settings.retention().interval(), "fleet.retention.interval");
    check.positive(settings.attemptTimeout(), "fleet.attempt-timeout");
    check.positive(settings.clusterTimeout(), "fleet.cluster-timeout");
    check.atLeast(0, settings.maxConnectionFailures(), "fleet.max-connection-failures");
    check.atLeast(1, settings.health().parallel(), "fleet.health.parallel");
    check.positive(settings.health().interval(), "fleet.health.interval");
    check.positive(settings.health().probeInterval(), "fleet.health.probe-interval");
    check.positive(settings.health().timeout(), "fleet.health.timeout");
    check.positive(settings.inventoryInterval(), "fleet.inventory-interval");
    check.positive(settings.connectTimeout(), "fleet.connect-timeout");
    check.limits(settings.limits());
    check.nats(settings);
    SecuritySettings.check(settings, check.wrong);
    if (settings.shutdownGracePeriod().isNegative()) {
      check.wrong.add(
          "fleet.shutdown-grace-period is %s, must not be negative"
              .formatted(settings.shutdownGracePeriod()));
    }
    if (!check.wrong.isEmpty()) {
      throw new ConfigurationException(String.join("; ", check.wrong), Set.of());
    }
  }

  private void limits(LimitSettings limits) {
    rate(limits.requestsPerSecond(), "fleet.limits.requests-per-second");
    rate(limits.controlFramesPerSecond(), "fleet.limits.control-frames-per-second");
    atLeast(0, limits.streams(), "fleet.limits.streams");
    atLeast(1, limits.openRequests(), "fleet.limits.open-requests");
    atLeast(0, limits.executions(), "fleet.limits.executions");
    atLeast(0, limits.clustersPerExecution(), "fleet.limits.clusters-per-execution");
    atLeast(1 << 20, limits.requestBytes().orElse(1 << 20), "fleet.limits.request-bytes");
    if (limits.requestTimeout().toMillis() < 1) {
      wrong.add(
          "fleet.limits.request-timeout is %s, must be at least 1ms"
              .formatted(limits.requestTimeout()));
    }
  }

  private void rate(int perSecond, String name) {
    atLeast(0, perSecond, name);
    if (perSecond > MOST_PER_SECOND) {
      wrong.add(
          "%s is %d, must be at most %d, or 0 for no limit"
              .formatted(name, perSecond, MOST_PER_SECOND));
    }
  }

  private void nats(FleetSettings settings) {
    FleetSettings.Nats nats = settings.nats();
    if (settings.engine() == Engine.JETSTREAM && nats.servers().isEmpty()) {
      wrong.add("fleet.nats.servers is missing, which fleet.engine=jetstream needs");
    }
    if (!nats.prefix().matches("[A-Za-z0-9_-]+")) {
      wrong.add(
          "fleet.nats.prefix is %s, must be letters, digits, - and _".formatted(nats.prefix()));
    }
    atLeast(1, nats.replicas(), "fleet.nats.replicas");
    atLeast(1, nats.maxBytes().orElse(1), "fleet.nats.max-bytes");
    positive(nats.requestTimeout(), "fleet.nats.request-timeout");
    if (nats.lease().compareTo(Duration.ofSeconds(1)) < 0) {
      wrong.add("fleet.nats.lease is %s, must be at least 1s".formatted(nats.lease()));
    }
  }

  private void atLeast(long least, long value, String name) {
    if (value < least) {
      wrong.add("%s is %d, must be at least %d".formatted(name, value, least));
    }
  }

  private void positive(Duration value, String name) {
    if (!value.isPositive()) {
      wrong.add("%s is %s, must be more than zero".formatted(name, value));
    }
  }
}
