package io.fleetexecutor;

import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.fleetexecutor.api.Drain;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.execution.Retention;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Serves only once the fleet is known, and ends only when the service has drained. */
@ApplicationScoped
class Lifecycle {
  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  /** Before the server answers. */
  void start(
      @Observes StartupEvent event,
      FleetSettings settings,
      Config config,
      ClientCertificates certificates,
      ClusterRegistry registry,
      Executions executions,
      Retention retention) {
    SettingsCheck.check(settings);
    Exposure.check(settings.allowPlainText(), config);
    certificates.check();
    LOG.infof("the fleet has %d clusters", registry.clusters().size());
    executions.recover(settings.onRestart()).await().indefinitely();
    if (executions.runningCount() > 0) {
      LOG.infof("%d executions go on where they were", executions.runningCount());
    }
    retention.every(settings.retention().interval());
  }

  /** On the thread that ends the process, before the server stops to answer. */
  void drain(@Observes ShutdownDelayInitiatedEvent event, Drain drain, GrpcHealthStorage health) {
    health.setStatus(GrpcHealthStorage.DEFAULT_SERVICE_NAME, ServingStatus.NOT_SERVING);
    drain.drain().await().indefinitely();
  }
}
