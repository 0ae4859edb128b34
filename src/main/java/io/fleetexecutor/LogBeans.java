package io.fleetexecutor;

import io.fleetexecutor.api.ProtobufEvents;
import io.fleetexecutor.execution.EventCodec;
import io.fleetexecutor.execution.Leadership;
import io.fleetexecutor.execution.SoleLeadership;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.store.SqliteLog;
import io.fleetexecutor.store.StoreSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.jboss.logging.Logger;

/** The durable log, in the data directory. */
@ApplicationScoped
class LogBeans {
  private static final Logger LOG = Logger.getLogger(LogBeans.class);
  private static final int READERS = 2;

  @Produces
  @Singleton
  SqliteLog log(FleetSettings settings) {
    Path directory =
        settings
            .dataDir()
            .orElseGet(
                () ->
                    StateDirectory.of(
                        System.getenv("XDG_STATE_HOME"), Path.of(System.getProperty("user.home"))));
    try {
      return SqliteLog.open(directory, new StoreSettings(READERS, settings.minFreeBytes()));
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.debug("the log was not opened", e);
      // Told by Quarkus without a stack trace.
      throw new ConfigurationException(e.getMessage(), Set.of("fleet.data-dir"));
    }
  }

  void close(@Disposes SqliteLog log) {
    log.close();
  }

  @Produces
  @Singleton
  Leadership leadership(ExecutionLog log) {
    return new SoleLeadership(log);
  }

  @Produces
  @Singleton
  EventCodec codec() {
    return new ProtobufEvents();
  }
}
