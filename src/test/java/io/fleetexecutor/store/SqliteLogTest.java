package io.fleetexecutor.store;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.ExecutionLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogTest extends ExecutionLogContract {
  @TempDir Path directory;

  @Override
  protected ExecutionLog open() {
    return SqliteLog.open(directory, StoreTest.SETTINGS);
  }
}
