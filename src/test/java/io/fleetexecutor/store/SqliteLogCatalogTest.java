package io.fleetexecutor.store;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCatalogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogCatalogTest extends LogCatalogContract {
  @TempDir Path directory;

  @Override
  protected ExecutionLog open() {
    return SqliteLog.open(directory, StoreTest.SETTINGS);
  }
}
