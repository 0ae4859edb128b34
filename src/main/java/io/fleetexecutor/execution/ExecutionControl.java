package io.fleetexecutor.execution;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.rollout.Pause;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stops, pauses and resumes executions. What is answered is durable. Everything fails with {@link
 * io.fleetexecutor.log.LogException} where the log does, or knows no such execution.
 */
public final class ExecutionControl {
  private static final Logger LOG = Logger.getLogger(ExecutionControl.class);

  private final Engine engine;
  private final Journal journal;
  private final Leadership leadership;
  private final Function<String, Uni<Execution>> find;

  ExecutionControl(
      Engine engine,
      Journal journal,
      Leadership leadership,
      Function<String, Uni<Execution>> find) {
    this.engine = engine;
    this.journal = journal;
    this.leadership = leadership;
    this.find = find;
  }

  /** Stops an execution, at once; one that has ended, or stops already, is given as it is. */
  public Uni<Execution> cancel(String executionId, String reason, String caller) {
    return carryOut(executionId, new Command.Cancel(reason, caller))
        .chain(() -> find.apply(executionId));
  }

  /** Stops an execution because the call that it was to live with has ended. */
  public void disconnect(String executionId) {
    carryOut(executionId, new Command.Cancel(Stop.DISCONNECTED.reason(), ""))
        .subscribe()
        .with(done -> {}, failure -> LOG.warnf("%s: %s", executionId, failure.getMessage()));
  }

  /** Here, or wherever the execution is run. */
  private Uni<Void> carryOut(String executionId, Command command) {
    return Uni.createFrom()
        .deferred(
            () ->
                engine.find(executionId) == null
                    ? leadership
                        .forward(executionId, command)
                        .chain(
                            done ->
                                done
                                    ? Uni.createFrom().voidItem()
                                    : carryOutHere(executionId, command))
                    : carryOutHere(executionId, command));
  }

  /** Without asking who runs it. */
  Uni<Void> carryOutHere(String executionId, Command command) {
    return Uni.createFrom()
        .deferred(
            () -> {
              ExecutionRun run = engine.find(executionId);
              return switch (command) {
                case Command.Cancel cancel ->
                    stop(executionId, run, Stop.cancelledBy(cancel.caller(), cancel.reason()));
                case Command.Pause pause ->
                    run == null
                        ? requireNotStalled(executionId)
                        : run.progression().pause(new Pause(pause.caller(), pause.reason()));
                case Command.Resume resume ->
                    run == null
                        ? requireNotStalled(executionId).chain(() -> refuse(executionId))
                        : run.progression().resume(resume);
              };
            });
  }

  private Uni<Void> stop(String executionId, @Nullable ExecutionRun run, Stop why) {
    return run == null ? announce(executionId, why) : run.stop(why);
  }

  /** Of an execution that waits for the log: whoever goes on with it will read of it there. */
  private Uni<Void> announce(String executionId, Stop why) {
    return journal
        .find(executionId)
        .chain(
            entry ->
                entry.state().isFinal()
                    ? Uni.createFrom().voidItem()
                    : journal.append(executionId, why.announcement()).replaceWithVoid());
  }

  /**
   * Lets no further cluster start; one that has ended, stops or is paused already is given as it
   * is.
   */
  public Uni<Execution> pause(String executionId, String reason, String caller) {
    return carryOut(executionId, new Command.Pause(reason, caller))
        .chain(() -> find.apply(executionId));
  }

  /**
   * Lifts a pause, or approves the wave that waits for it; fails with {@link
   * FailedPreconditionException} where there is neither.
   */
  public Uni<Execution> resume(String executionId, Command.Resume resume, Caller caller) {
    return journal
        .find(executionId)
        .chain(() -> journal.witness().askedToResume(executionId, resume, caller))
        .chain(() -> carryOut(executionId, resume))
        .chain(() -> find.apply(executionId));
  }

  private Uni<Void> requireNotStalled(String executionId) {
    return journal
        .find(executionId)
        .invoke(
            entry -> {
              if (!entry.state().isFinal()) {
                throw new FailedPreconditionException(
                    "EXECUTION_STALLED",
                    "name",
                    ("execution %s does not run at the moment: its log has no room, or the server"
                            + " shuts down")
                        .formatted(executionId));
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Void> refuse(String executionId) {
    return Uni.createFrom()
        .failure(
            new FailedPreconditionException(
                "EXECUTION_NOT_PAUSED", "name", "execution %s has ended".formatted(executionId)));
  }
}
