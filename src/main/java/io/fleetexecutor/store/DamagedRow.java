package io.fleetexecutor.store;

import java.sql.SQLException;

/** A row is not what was written. */
final class DamagedRow extends SQLException {
  DamagedRow(String message) {
    super(message);
  }
}
