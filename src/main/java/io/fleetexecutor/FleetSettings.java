package io.fleetexecutor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the service; docs/operations.md describes them. */
@ConfigMapping(prefix = "fleet")
interface FleetSettings {

  /** Clusters served at once, over all executions. */
  @WithDefault("256")
  int workers();

  /** The kubeconfig files; unset: as kubectl finds them, KUBECONFIG or ~/.kube/config. */
  Optional<List<Path>> kubeconfig();

  /** How long one attempt at a cluster may take where the request does not say. */
  @WithDefault("30s")
  Duration attemptTimeout();

  /** How long one cluster may take where the request does not say. */
  @WithDefault("2m")
  Duration clusterTimeout();

  /** How long connecting to an API server may take. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** The most output of one cluster that a request may ask for. */
  @WithDefault("16777216")
  long maxOutputBytes();

  /** How long running executions may go on after SIGTERM. */
  @WithDefault("30s")
  Duration shutdownGracePeriod();

  Demo demo();

  /** The simulated fleet. */
  interface Demo {

    /** This many simulated clusters instead of real ones. */
    @WithDefault("0")
    int clusters();
  }
}
