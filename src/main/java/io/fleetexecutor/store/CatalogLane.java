package io.fleetexecutor.store;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A thread that reads the catalog. */
final class CatalogLane implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CatalogLane.class);

  /** What is asked of the catalog. */
  interface Question<T extends @Nullable Object> {
    T ask(Catalog catalog) throws Exception;
  }

  private final Path file;
  private final Catalog catalog;
  private final TaskThread<Job<?>> thread;

  CatalogLane(Path file) throws SQLException {
    this.file = file;
    catalog = Catalog.open(file);
    thread =
        new TaskThread<>(
            "fleet-log-catalog",
            new TaskThread.Batch(1, 1),
            jobs -> jobs.forEach(Job::run),
            this::closeFile);
    thread.start();
  }

  <T extends @Nullable Object> Uni<T> ask(Question<T> question) {
    return Job.on(thread::submit, this::failure, () -> question.ask(catalog));
  }

  private Throwable failure(Throwable error) {
    return switch (error) {
      case SQLException e ->
          new IllegalStateException("the catalog %s cannot be read".formatted(file), e);
      case IOException e -> new UncheckedIOException(e);
      default -> error;
    };
  }

  private void closeFile() {
    try {
      catalog.close();
    } catch (SQLException e) {
      LOG.warn("closing the catalog", e);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
