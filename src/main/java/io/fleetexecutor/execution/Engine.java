package io.fleetexecutor.execution;

import io.fleetexecutor.limit.Places;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions to their end. One whose log is full stops at once, and gets its end as soon as
 * there is room for it; one whose log is damaged is given up.
 */
final class Engine {
  private static final Logger LOG = Logger.getLogger(Engine.class);
  private static final Duration ROOM_CHECK = Duration.ofSeconds(1);

  private final Planner planner;
  private final Attempting attempting;
  private final WorkerPool<ClusterAnswer> pool;
  private final Journal journal;
  private final Clockwork clockwork;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Map<String, Execution> stalled = new ConcurrentHashMap<>();
  private final Charges charges;
  private final ActiveWork active = new ActiveWork();
  private volatile @Nullable Stop stopAll;
  // Guarded by charges; null: this process runs executions.
  private @Nullable Consumer<String> handedOver;

  Engine(
      Planner planner,
      Attempting attempting,
      WorkerPool<ClusterAnswer> pool,
      Journal journal,
      Places places,
      Clockwork clockwork) {
    this.planner = planner;
    this.attempting = attempting;
    this.pool = pool;
    this.journal = journal;
    this.charges = new Charges(places);
    this.clockwork = clockwork;
  }

  /** What is to have ended before this process may. */
  ActiveWork active() {
    return active;
  }

  /** Runs an execution that is new, and has its caller's place until it has ended. */
  void run(Checkpoint start, Places.Place place) {
    Charge charge = charges.begin(start.accepted().id());
    charge.take(place);
    synchronized (charges) {
      run(start, null, charge);
    }
  }

  private void run(Checkpoint from, @Nullable Stop stop, Charge charge) {
    Execution accepted = from.accepted();
    if (handedOver != null) {
      drop(accepted.id());
      handedOver.accept(accepted.id());
      return;
    }
    Runnable end = active.begin();
    var run = new ExecutionRun(from, pool, attempting.of(accepted), journal, clockwork);
    var failure = new FailureSignal();
    var suspended = new CompletableFuture<@Nullable Void>();
    var own = new Running(run, failure, suspended);
    running.put(run.id(), own);
    stalled.remove(run.id());
    @Nullable Stop early = stop != null ? stop : stopAll;
    if (early != null) {
      run.stopNow(early);
    }
    Runnable endTimeout = ExecutionTimeout.schedule(accepted, clockwork, run::stopNow);
    Runnable over =
        () -> {
          endTimeout.run();
          running.remove(run.id(), own);
          end.run();
        };
    Uni.combine()
        .any()
        .of(run.run(), Uni.createFrom().completionStage(suspended))
        .subscribe()
        .with(
            done -> {
              charges.end(run.id(), charge);
              over.run();
            },
            broken -> {
              broken(run, broken, charge);
              over.run();
              if (!(broken instanceof LogException.Superseded)) {
                failure.fail(broken); // Else there is more to read of it.
              }
            });
  }

  /**
   * Goes on with an execution that nobody runs, from its log; never fails. Trouble that may pass is
   * waited out; any other ends the execution.
   */
  Uni<Void> goOn(String executionId, @Nullable Stop stop) {
    return goOn(executionId, stop, charges.begin(executionId));
  }

  private Uni<Void> goOn(String executionId, @Nullable Stop stop, Charge charge) {
    return Checkpoint.read(journal.log(), journal.codec(), executionId)
        .chain(found -> goOn(found, stop, charge))
        .onFailure()
        .recoverWithUni(failure -> settle(executionId, stop, failure, charge));
  }

  private Uni<Void> goOn(Checkpoint found, @Nullable Stop stop, Charge charge) {
    Execution ended = found.ended();
    if (ended != null) {
      return journal.end(ended).invoke(() -> drop(ended.id()));
    }
    boolean runnable = found.accepted().spec().operation().isRunnable();
    Checkpoint from = found.on(planner.resolve(found.accepted().plan()));
    synchronized (charges) {
      if (charges.isCurrent(from.accepted().id(), charge)) {
        charges.takeInAnyCase(charge, from.accepted().caller());
        run(from, runnable ? stop : Stop.UNREADABLE, charge);
      }
    }
    return Uni.createFrom().voidItem();
  }

  private void drop(String executionId) {
    stalled.remove(executionId);
    charges.end(executionId);
  }

  private void broken(ExecutionRun run, Throwable broken, Charge charge) {
    if (!charges.isCurrent(run.id(), charge)) {
      return; // It was let go.
    }
    Stop stop = run.stopping();
    if (stop == null && broken instanceof LogException.Full) {
      stop = Stop.cancelled(String.valueOf(broken.getMessage()));
    }
    if (mayPass(broken)) {
      stalled.put(run.id(), stop == null ? run.now() : run.now().stopping(stop.reason()));
    }
    forget(settle(run.id(), stop, broken, charge));
  }

  private Uni<Void> settle(
      String executionId, @Nullable Stop stop, Throwable failure, Charge charge) {
    if (!charges.isCurrent(executionId, charge)) {
      return Uni.createFrom().voidItem(); // It was let go.
    }
    if (mayPass(failure)) {
      LOG.warnf("execution %s waits for its log: %s", executionId, failure.getMessage());
      later(() -> announce(executionId, stop, charge));
      return Uni.createFrom().voidItem();
    }
    if (failure instanceof LogException.Closed
        || failure instanceof LogException.NoSuchExecution
        || failure instanceof LogException.Superseded) {
      drop(executionId);
      return Uni.createFrom().voidItem();
    }
    return giveUp(executionId, failure);
  }

  /** Small, and so the first to find out whether there is room again. */
  private void announce(String executionId, @Nullable Stop stop, Charge charge) {
    Uni<Void> announced =
        stop == null || !charges.isCurrent(executionId, charge)
            ? Uni.createFrom().voidItem()
            : journal.announce(executionId, stop.announcement());
    forget(
        announced
            .chain(() -> goOn(executionId, null, charge))
            .onFailure()
            .recoverWithUni(failure -> settle(executionId, stop, failure, charge)));
  }

  private Uni<Void> giveUp(String executionId, Throwable why) {
    LOG.errorf(why, "execution %s is given up", executionId);
    return journal
        .giveUp(executionId, String.valueOf(why.getMessage()))
        .invoke(() -> drop(executionId))
        .onFailure()
        .recoverWithUni(
            failure -> {
              if (mayPass(failure)) {
                later(() -> forget(giveUp(executionId, why)));
              } else {
                LOG.errorf(failure, "execution %s could not be given up", executionId);
                drop(executionId);
              }
              return Uni.createFrom().voidItem();
            });
  }

  /** A disk that is full, or cannot be reached, may be back in a moment. */
  private static boolean mayPass(Throwable failure) {
    return failure instanceof LogException.Full || failure instanceof UncheckedIOException;
  }

  private void later(Runnable action) {
    clockwork.timers().schedule(action, ROOM_CHECK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void forget(Uni<Void> work) {
    work.subscribe().with(done -> {}, failure -> LOG.error("an execution broke", failure));
  }

  /** The run of an execution, where this process runs it. */
  @Nullable ExecutionRun find(String executionId) {
    Running found = running.get(executionId);
    return found == null ? null : found.run();
  }

  /** An execution that goes on in this process, or waits for room in the log; else null. */
  @Nullable Execution now(String executionId) {
    ExecutionRun run = find(executionId);
    return run == null ? stalled.get(executionId) : run.now();
  }

  /** Lets reads of a log fail as soon as its execution has broken. */
  UnaryOperator<Uni<LogPage>> guard(String executionId) {
    Running found = running.get(executionId);
    return found == null ? UnaryOperator.identity() : found.failure()::orFail;
  }

  /**
   * Leaves those that wait for a caller or for time, and run nothing, to another process; who reads
   * them here is told that there is nothing more to come.
   */
  void suspendIdle() {
    running.values().stream()
        .filter(each -> each.run().suspend())
        .forEach(
            each -> {
              each.suspended().complete(null);
              each.failure().fail(new LogException.Closed());
            });
  }

  /** Starts nothing any more, and tells of each execution of which nothing runs any more. */
  void handOverAll(Consumer<String> others) {
    List<ExecutionRun> runs;
    synchronized (charges) {
      handedOver = others;
      runs = running.values().stream().map(Running::run).toList();
    }
    runs.forEach(
        run ->
            run.handOver()
                .invoke(() -> letGo(run.id()))
                .subscribe()
                .with(settled -> others.accept(run.id())));
  }

  /** As they are. */
  void letGoAll() {
    running.keySet().forEach(this::letGo);
  }

  /** Another process runs it, and whoever reads it here goes on with what that one writes. */
  void letGo(String executionId) {
    @Nullable Running run;
    synchronized (charges) {
      drop(executionId);
      run = running.get(executionId);
    }
    if (run != null) {
      run.suspended().complete(null);
    }
  }

  void stopAll(Stop why) {
    stopAll = why;
    running.values().forEach(each -> each.run().stopNow(why));
  }

  int runningCount() {
    return running.size();
  }
}
