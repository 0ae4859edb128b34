package io.fleetexecutor.store;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.NewRecord;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes, and does nothing else: what was written is told on another. What
 * waits while it commits is its next group, and shares a commit for each execution; so a caller
 * that appends alone waits for no other, and many share the disk.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Writer.class);
  private static final TaskThread.Batch GROUP = new TaskThread.Batch(512, 4 << 20);
  private static final int OPEN_FILES = 64;

  /** Anything else than an append. */
  interface Change<T> {
    T make(Catalog catalog) throws Exception;
  }

  private final DataDirectory directory;
  private final ExecutionFiles files;
  private final Catalog catalog;
  private final Consumer<String> onChange;
  private final OpenFiles<ExecutionWriter> open;
  private final Map<String, Throwable> failed = new HashMap<>();
  private final TaskThread<WriteTask> thread;
  private final ExecutorService telling =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("fleet-log-telling").daemon().factory());

  /**
   * @param onChange told of each execution that has new records, or an end
   */
  Writer(DataDirectory directory, ExecutionFiles files, Consumer<String> onChange)
      throws SQLException {
    this.directory = directory;
    this.files = files;
    this.onChange = onChange;
    catalog = Catalog.open(directory.catalog());
    open = new OpenFiles<>(OPEN_FILES, this::open);
    thread = new TaskThread<>("fleet-log-writer", GROUP, this::write, this::closeFiles);
    thread.start();
  }

  private ExecutionWriter open(String id) throws SQLException {
    // After its end the file is not the writer's any more.
    if (catalog.require(id).endTime() != null) {
      throw new IllegalStateException("execution %s has ended".formatted(id));
    }
    catalog.requireFile(id, directory);
    return ExecutionWriter.open(id, files);
  }

  /**
   * @param ending of the last record
   */
  Uni<Appended> append(String id, NewRecord record, @Nullable Ending ending) {
    return Uni.createFrom()
        .emitter(emitter -> thread.submit(new WriteTask.Append(id, record, ending, emitter)));
  }

  /** Done after what was appended before, and before what is appended after it. */
  <T> Uni<T> change(String id, Change<T> change) {
    return Job.on(
            job -> thread.submit(new WriteTask.Other(id, job)),
            error -> Failures.of(id, directory.root(), error),
            () -> change.make(catalog))
        .emitOn(this::tell);
  }

  /** For changes: the writer's own hold on a file. */
  void release(String id) {
    open.close(id);
    onChange.accept(id);
  }

  private void write(List<WriteTask> tasks) {
    Map<String, List<WriteTask>> groups = new LinkedHashMap<>();
    for (WriteTask task : tasks) {
      groups.computeIfAbsent(task.executionId(), id -> new ArrayList<>()).add(task);
    }
    groups.forEach(this::write);
  }

  private void write(String id, List<WriteTask> tasks) {
    List<WriteTask.Append> run = new ArrayList<>();
    for (WriteTask task : tasks) {
      switch (task) {
        case WriteTask.Append append -> {
          run.add(append);
          if (append.ending() != null) {
            append(id, run);
            run = new ArrayList<>();
          }
        }
        case WriteTask.Resume resume -> {
          append(id, run);
          run = new ArrayList<>();
          failed.remove(id);
        }
        case WriteTask.Other other -> {
          append(id, run);
          run = new ArrayList<>();
          other.job().run();
        }
      }
    }
    append(id, run);
  }

  private void append(String id, List<WriteTask.Append> run) {
    if (run.isEmpty()) {
      return;
    }
    Throwable before = failed.get(id);
    if (before != null) {
      tell(() -> run.forEach(append -> append.fail(before)));
      return;
    }
    List<Appended> outcomes;
    try {
      outcomes = commit(id, run);
    } catch (Throwable e) {
      open.close(id);
      fail(id, run, Failures.of(id, directory.root(), e));
      return;
    }
    tell(() -> complete(run, outcomes));
    onChange.accept(id);
  }

  /** What was appended in the meantime fails as well, since it builds on what has failed. */
  private void fail(String id, List<WriteTask.Append> run, Throwable failure) {
    failed.put(id, failure);
    tell(
        () -> {
          run.forEach(append -> append.fail(failure));
          thread.submit(new WriteTask.Resume(id));
        });
  }

  private void tell(Runnable outcome) {
    try {
      telling.execute(outcome);
    } catch (RejectedExecutionException closed) {
      outcome.run();
    }
  }

  private static void complete(List<WriteTask.Append> run, List<Appended> outcomes) {
    for (int i = 0; i < run.size(); i++) {
      run.get(i).emitter().complete(outcomes.get(i));
    }
  }

  private List<Appended> commit(String id, List<WriteTask.Append> run) throws Exception {
    ExecutionWriter file = open.get(id);
    Ending ending = run.getLast().ending();
    List<Appended> outcomes;
    if (!file.ended()) {
      outcomes = file.append(run.stream().map(WriteTask.Append::record).toList(), ending);
    } else if (ending != null && run.size() == 1) {
      // A try before this one got as far as the file, and not to the catalog.
      outcomes = List.of(Appended.WRITTEN);
    } else {
      throw new IllegalStateException("execution %s has ended".formatted(id));
    }
    if (ending != null) {
      open.close(id);
      catalog.end(id, ending);
    }
    return outcomes;
  }

  /** Starts an execution; or gives the one that has its request id. */
  ExecutionEntry create(ExecutionEntry entry, NewRecord first, long minFreeBytes) throws Exception {
    ExecutionEntry other = catalog.findByRequestId(entry.requestId());
    if (other != null) {
      return other;
    }
    if (directory.has(entry.id()) || catalog.find(entry.id()) != null) {
      throw new IllegalArgumentException("there is an execution %s already".formatted(entry.id()));
    }
    directory.requireFree(minFreeBytes);
    files.create(entry, first);
    try {
      catalog.insert(entry, false);
    } catch (SQLException e) {
      directory.remove(entry.id());
      throw e;
    }
    return entry;
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
    telling.close();
  }
}
