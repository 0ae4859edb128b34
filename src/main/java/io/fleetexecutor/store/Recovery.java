package io.fleetexecutor.store;

import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.store.ExecutionFiles.Description;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the catalog in line with the files, after the process died at whatever moment. What is
 * wrong with one execution hinders no other.
 */
record Recovery(DataDirectory directory, ExecutionFiles files, Catalog catalog) {
  private static final Logger LOG = Logger.getLogger(Recovery.class);

  void run() throws SQLException, IOException {
    directory.removeUnfinished();
    for (String id : directory.deletedIds()) {
      catalog.delete(id);
      directory.removeMark(id);
    }
    Set<String> ids = new HashSet<>(directory.executionIds());
    ids.addAll(catalog.unendedIds());
    for (String id : ids) {
      recover(id);
    }
  }

  private void recover(String id) throws SQLException {
    ExecutionEntry entry = catalog.find(id);
    if (entry != null && entry.endTime() != null && !directory.hasJournal(id)) {
      return;
    }
    Description file = describe(id);
    if (file == null) {
      return;
    }
    if (entry == null) {
      adopt(file);
    } else if (entry.endTime() == null && file.entry().endTime() != null) {
      catalog.end(id, new Ending(file.entry().endTime(), file.entry().header()));
    }
    if (file.entry().endTime() != null && directory.hasJournal(id)) {
      seal(id);
    }
  }

  private @Nullable Description describe(String id) {
    try {
      if (!directory.has(id)) {
        throw new DamagedRow("its file is missing");
      }
      Description file = files.describe(id);
      if (!file.entry().id().equals(id)) {
        throw new DamagedRow("its file is of execution " + file.entry().id());
      }
      return file;
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("the log of execution %s is damaged: %s", id, e.getMessage());
      return null;
    }
  }

  private void adopt(Description file) throws SQLException {
    String requestId = file.entry().requestId();
    ExecutionEntry other = catalog.findByRequestId(requestId);
    if (other != null) {
      LOG.warnf(
          "execution %s is not in the catalog: execution %s has the same request id",
          file.entry().id(), other.id());
      return;
    }
    catalog.insert(file.entry(), file.trimmed());
  }

  private void seal(String id) {
    try {
      files.seal(id);
    } catch (SQLException e) {
      LOG.warnf("the log of execution %s keeps its journal: %s", id, e.getMessage());
    }
  }
}
