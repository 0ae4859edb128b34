package io.fleetexecutor.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** Everything of an open log that has a thread or holds a file. */
final class Threads implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Threads.class);

  private final DataDirectory directory;
  private final Waiters waiters = new Waiters();
  private final List<ReaderLane> lanes = new ArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Writer writer;
  private final CatalogLane catalog;

  private Threads(DataDirectory directory, int readers, int maxPages)
      throws SQLException, IOException {
    this.directory = directory;
    open.push(directory);
    try {
      CatalogFile.prepare(directory.catalog());
      ExecutionFiles files = ExecutionFiles.in(directory, Schema.EXECUTION, maxPages);
      try (Catalog all = Catalog.open(directory.catalog())) {
        new Recovery(directory, files, all).run();
      }
      catalog = opened(new CatalogLane(directory.catalog()));
      for (int i = 1; i <= readers; i++) {
        lanes.add(opened(new ReaderLane("fleet-log-reader-" + i, directory, files, waiters)));
      }
      writer = opened(new Writer(directory, files, this::wake));
    } catch (SQLException | IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  static Threads start(DataDirectory directory, int readers, int maxPages) {
    try {
      return new Threads(directory, readers, maxPages);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the log in the data directory %s cannot be opened: %s"
              .formatted(directory.root(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the log in the data directory %s cannot be opened".formatted(directory.root()), e);
    }
  }

  private void wake(String executionId) {
    waiters.wake(executionId, lane(executionId)::read);
  }

  DataDirectory directory() {
    return directory;
  }

  Waiters waiters() {
    return waiters;
  }

  Writer writer() {
    return writer;
  }

  CatalogLane catalog() {
    return catalog;
  }

  /** The one thread that reads this execution. */
  ReaderLane lane(String executionId) {
    return lanes.get(Math.floorMod(executionId.hashCode(), lanes.size()));
  }

  /** In the reverse order, so that the last to close a file merges its journal. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("closing the log", e);
      }
    }
    waiters.close();
  }
}
