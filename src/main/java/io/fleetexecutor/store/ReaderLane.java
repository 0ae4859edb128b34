package io.fleetexecutor.store;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.NewRecord;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads the files of those executions that belong to it. Once an execution has ended,
 * this thread is the only one that opens its file, and so may replace or remove it.
 */
final class ReaderLane implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReaderLane.class);
  private static final int OPEN_FILES = 32;

  /** What is asked of a log. */
  interface Question<T> {
    T ask(ExecutionReader reader) throws Exception;
  }

  private interface Action {
    void run() throws Exception;
  }

  private final DataDirectory directory;
  private final ExecutionFiles files;
  private final Catalog catalog;
  private final Waiters waiters;
  private final OpenFiles<ExecutionReader> open;
  private final TaskThread<Job<?>> thread;

  ReaderLane(String name, DataDirectory directory, ExecutionFiles files, Waiters waiters)
      throws SQLException {
    this.directory = directory;
    this.files = files;
    this.waiters = waiters;
    catalog = Catalog.open(directory.catalog());
    open = new OpenFiles<>(OPEN_FILES, id -> ExecutionReader.open(id, files));
    thread =
        new TaskThread<>(
            name, new TaskThread.Batch(1, 1), jobs -> jobs.forEach(Job::run), this::closeFiles);
    thread.start();
  }

  private Throwable failure(String id, Throwable error) {
    return Failures.of(id, directory.root(), error);
  }

  <T extends @Nullable Object> Uni<T> ask(String id, Question<T> question) {
    return job(id, () -> question.ask(reader(id)));
  }

  private <T extends @Nullable Object> Uni<T> job(String id, Job.Work<T> work) {
    return Job.on(
        thread::submit,
        error -> {
          open.close(id);
          return failure(id, error);
        },
        work);
  }

  private Uni<Void> action(String id, Action action) {
    return job(
            id,
            () -> {
              action.run();
              return id;
            })
        .replaceWithVoid();
  }

  private ExecutionReader reader(String id) throws Exception {
    catalog.requireFile(id, directory);
    return open.get(id);
  }

  /** Answers it, now or when there is something to read. */
  void read(PageRead read) {
    job(read.executionId(), () -> page(read))
        .subscribe()
        .with(
            page -> {
              if (page != null) {
                read.complete(page);
              }
            },
            read::fail);
  }

  /** Null where the read waits. */
  private @Nullable LogPage page(PageRead read) throws Exception {
    if (read.isOver()) {
      return null;
    }
    ExecutionReader reader = reader(read.executionId());
    LogPage page = reader.page(read.from(), read.limit());
    if (page != null) {
      return page;
    }
    waiters.add(read);
    // Again, for what was appended before it was known to wait.
    page = reader.page(read.from(), read.limit());
    if (page == null && catalog.require(read.executionId()).endTime() != null) {
      page = new LogPage(List.of(), true);
    }
    if (read.isOver()) {
      waiters.remove(read);
    }
    return page != null && waiters.remove(read) ? page : null;
  }

  /** After the end: makes one file of it. */
  Uni<Void> seal(String id) {
    return action(
            id,
            () -> {
              open.close(id);
              files.seal(id);
            })
        .onFailure()
        .invoke(e -> LOG.debugf(e, "the log of execution %s keeps its journal", id))
        .onFailure()
        .recoverWithNull();
  }

  Uni<Void> trim(String id, NewRecord last) {
    return action(
        id,
        () -> {
          ExecutionEntry entry = catalog.require(id);
          requireEnded(entry);
          if (directory.isMarkedDeleted(id)) {
            throw new LogException.NoSuchExecution(id);
          }
          long position = newest(id);
          open.close(id);
          files.trim(entry, position, last);
        });
  }

  private static void requireEnded(ExecutionEntry entry) {
    if (entry.endTime() == null) {
      throw new IllegalStateException("execution %s has not ended".formatted(entry.id()));
    }
  }

  /** A damaged log is trimmed as well. */
  private long newest(String id) {
    try {
      return reader(id).state().newest();
    } catch (Exception e) {
      LOG.warnf("the log of execution %s is trimmed: %s", id, e.getMessage());
      return 1;
    }
  }

  /** After this its entry is to be removed. */
  Uni<Void> delete(String id) {
    return action(
        id,
        () -> {
          requireEnded(catalog.require(id));
          open.close(id);
          directory.markDeleted(id);
        });
  }

  private void closeFiles() {
    open.close();
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
