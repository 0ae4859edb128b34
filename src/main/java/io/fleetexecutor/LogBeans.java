package io.fleetexecutor;

import io.fleetexecutor.api.ProtobufEvents;
import io.fleetexecutor.execution.EventCodec;
import io.fleetexecutor.execution.Leadership;
import io.fleetexecutor.execution.SoleLeadership;
import io.fleetexecutor.jetstream.JetStreamLog;
import io.fleetexecutor.jetstream.NatsSettings;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.pool.Permits;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.pool.Workers;
import io.fleetexecutor.store.SqliteLog;
import io.fleetexecutor.store.StoreSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** The durable log, in the data directory or in NATS. */
@ApplicationScoped
class LogBeans {
  private static final Logger LOG = Logger.getLogger(LogBeans.class);
  private static final int READERS = 2;

  @Produces
  @Singleton
  ExecutionLog log(
      FleetSettings settings, Permits permits, Timers timers, TlsConfigurationRegistry tls) {
    SettingsCheck.check(settings);
    try {
      return switch (settings.engine()) {
        case EMBEDDED -> embedded(settings);
        case JETSTREAM -> JetStreamLog.open(nats(settings.nats(), tls), permits, timers.executor());
      };
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.debug("the log was not opened", e);
      // Told by Quarkus without a stack trace.
      throw new ConfigurationException(e.getMessage(), Set.of(setting(settings.engine())));
    }
  }

  private static String setting(Engine engine) {
    return engine == Engine.EMBEDDED ? "fleet.data-dir" : "fleet.nats.servers";
  }

  private static SqliteLog embedded(FleetSettings settings) {
    Path directory = settings.dataDir().orElseGet(StateDirectory::ofUser);
    return SqliteLog.open(directory, new StoreSettings(READERS, settings.minFreeBytes()));
  }

  private static NatsSettings nats(FleetSettings.Nats nats, TlsConfigurationRegistry registry) {
    return new NatsSettings(
        nats.servers().orElseThrow(),
        nats.credentials().orElse(null),
        nats.tlsConfigurationName().map(name -> sslContext(registry, name)).orElse(null),
        nats.prefix(),
        nats.replicas(),
        nats.maxBytes().orElse(-1),
        nats.requestTimeout(),
        nats.lease());
  }

  private static SSLContext sslContext(TlsConfigurationRegistry registry, String name) {
    TlsConfiguration configuration =
        registry
            .get(name)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "fleet.nats.tls-configuration-name is %s, but there is no quarkus.tls.%s"
                            .formatted(name, name)));
    try {
      return configuration.createSSLContext();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the TLS configuration %s cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }

  void close(@Disposes ExecutionLog log) throws Exception {
    if (log instanceof AutoCloseable open) {
      open.close();
    }
  }

  /** Those of this process. */
  @Produces
  @Singleton
  @Typed(Permits.class)
  Permits permits(FleetSettings settings) {
    return new Permits(settings.workers(), settings.maxOperationsPerCluster());
  }

  @Produces
  @Singleton
  WorkerPool<ClusterAnswer> pool(
      ExecutionLog log, Permits permits, InstantSource clock, Timers timers) {
    Workers workers = log instanceof JetStreamLog shared ? shared.workers() : permits;
    return WorkerPool.of(workers, clock, timers.executor());
  }

  @Produces
  @Singleton
  Leadership leadership(ExecutionLog log) {
    return log instanceof JetStreamLog shared ? shared.leadership() : new SoleLeadership(log);
  }

  @Produces
  @Singleton
  EventCodec codec() {
    return new ProtobufEvents();
  }
}
