package io.fleetexecutor;

import io.fleetexecutor.api.ProtobufEvents;
import io.fleetexecutor.execution.EventCodec;
import io.fleetexecutor.store.SqliteLog;
import io.fleetexecutor.store.StoreSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** The durable log, in the data directory. */
@ApplicationScoped
class LogBeans {
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
    return SqliteLog.open(directory, new StoreSettings(READERS, settings.minFreeBytes()));
  }

  void close(@Disposes SqliteLog log) {
    log.close();
  }

  @Produces
  @Singleton
  EventCodec codec() {
    return new ProtobufEvents();
  }
}
