package io.fleetexecutor.execution;

import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.rollout.Pause;
import io.fleetexecutor.rollout.Phase;
import io.fleetexecutor.rollout.Rollout;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads an execution through its waves and pauses. What it waits for, who made it go on and which
 * wave starts is in its log before it is so, in the order in which it happens.
 */
final class Progression {
  private final Execution execution;
  private final Rollout rollout;
  private final Journal journal;
  private final InstantSource clock;
  private final Stopping stopping;
  private final Attempts attempts;
  private final Runnable wake;
  private final Consumer<Throwable> broken;
  private final Alarm alarm;
  private ExecutionState state;
  private String reason;
  // What was seen to last; null: to be looked at again.
  private @Nullable Phase seen;
  private Uni<Void> pauseWritten = Uni.createFrom().voidItem();

  /**
   * @param execution in the state that its log told last
   * @param wake called when clusters may start that could not
   * @param broken told when the log cannot be written
   */
  Progression(
      Execution execution,
      Rollout rollout,
      Journal journal,
      Clockwork clockwork,
      Stopping stopping,
      Attempts attempts,
      Runnable wake,
      Consumer<Throwable> broken) {
    this.execution = execution;
    this.rollout = rollout;
    this.journal = journal;
    this.clock = clockwork.clock();
    this.stopping = stopping;
    this.attempts = attempts;
    this.wake = wake;
    this.broken = broken;
    this.alarm = new Alarm(clockwork, this::advance);
    this.state = execution.state();
    this.reason = execution.stateReason();
  }

  /** The execution as it is now, as far as waves and pauses go. */
  synchronized Execution now() {
    Pause pause = rollout.pause();
    if (pause != null) {
      return execution.paused(text(pause));
    }
    return state == ExecutionState.PAUSED ? execution.paused(reason) : execution.running();
  }

  private static String text(Pause pause) {
    return Stop.by("paused", pause.caller(), pause.reason());
  }

  /** Goes as far as it can: something has happened, or time has passed. */
  synchronized void advance() {
    if (stopping.why() != null || rollout.overrun() != null || rollout.pause() != null) {
      return;
    }
    Phase phase = rollout.phase(clock.instant());
    if (phase.equals(seen)) {
      return;
    }
    seen = phase;
    switch (phase) {
      case Phase.Open open -> {
        // Its clusters start by themselves.
      }
      case Phase.Soaking soaking -> {
        hold(
            "%s has ended; the next wave starts at %s, after its soak"
                .formatted(name(soaking.wave()), soaking.until().truncatedTo(ChronoUnit.SECONDS)),
            null);
        alarm.at(soaking.until());
      }
      case Phase.AwaitingApproval waiting ->
          hold(
              name(waiting.wave()) + " has ended; the next wave waits for approval",
              waiting.wave());
      case Phase.Ready ready -> begin(ready.wave());
    }
  }

  private void hold(String why, @Nullable Integer approvableWave) {
    if (state != ExecutionState.PAUSED || !reason.equals(why)) {
      change(new ExecutionStateChanged(ExecutionState.PAUSED, why, null, "", approvableWave));
    }
  }

  private void begin(int index) {
    if (state == ExecutionState.PAUSED) {
      change(ExecutionState.RUNNING, "", "");
    }
    Wave wave = execution.plan().waves().get(index);
    tell(new WaveStarted(index, wave.displayName(), wave.clusterCount()))
        .subscribe()
        .with(
            written -> {
              rollout.open(index);
              wake.run();
            },
            failure -> {});
  }

  private String name(int wave) {
    String number = "wave " + (wave + 1);
    String name = execution.plan().waves().get(wave).displayName();
    return name.equals(number) ? number : "%s (%s)".formatted(number, name);
  }

  /** Completes when that is durable; one that is paused by somebody already stays so. */
  Uni<Void> pause(Pause by) {
    synchronized (this) {
      if (stopping.why() == null && rollout.pause() == null) {
        rollout.pause(by);
        // Nothing starts any more; what has started is in the log first.
        pauseWritten =
            attempts
                .startsWritten()
                .chain(() -> change(ExecutionState.PAUSED, by.reason(), by.caller()))
                .memoize()
                .indefinitely();
        pauseWritten.subscribe().with(written -> {}, failure -> {});
      }
      return pauseWritten;
    }
  }

  /**
   * Lifts somebody's pause, or else approves the wave that waits for it; completes when that is
   * durable. Fails with {@link FailedPreconditionException} where there is neither, and with {@link
   * NotPermittedException} where it has to be somebody else.
   */
  Uni<Void> resume(Command.Resume by) {
    return pauseNow().chain(() -> goOn(by)).invoke(wake);
  }

  private synchronized Uni<Void> pauseNow() {
    return pauseWritten;
  }

  private synchronized Uni<Void> goOn(Command.Resume by) {
    Integer wave = by.approvedWave();
    Pause pause = rollout.pause();
    Phase phase = rollout.phase(clock.instant());
    if (stopping.why() != null || rollout.overrun() != null) {
      throw notPaused("is stopping");
    }
    if (pause != null) {
      if (wave != null) {
        throw notPaused(
            "is %s, and the wave with index %d does not wait for approval"
                .formatted(text(pause), wave));
      }
      rollout.resume();
      seen = null;
    } else if (phase instanceof Phase.AwaitingApproval waiting) {
      if (wave != null && wave != waiting.wave()) {
        throw notPaused(
            "waits for approval of %s, which has the index %d, and not of the one with index %d"
                .formatted(name(waiting.wave()), waiting.wave(), wave));
      }
      if (!by.mayApprove()) {
        throw NotPermittedException.ofOwnApproval(by.caller());
      }
      rollout.approve();
    } else {
      throw notPaused(
          phase instanceof Phase.Soaking soaking
              ? "waits until %s for the soak of %s, which cannot be cut short"
                  .formatted(soaking.until(), name(soaking.wave()))
              : "is running, and neither paused nor waiting for approval");
    }
    Uni<Void> written = change(ExecutionState.RUNNING, by.reason(), by.caller());
    advance();
    return written;
  }

  private FailedPreconditionException notPaused(String what) {
    return new FailedPreconditionException(
        "EXECUTION_NOT_PAUSED", "name", "execution %s %s".formatted(execution.id(), what));
  }

  private Uni<Void> change(ExecutionState next, String why, String caller) {
    return change(new ExecutionStateChanged(next, why, null, caller, null));
  }

  private synchronized Uni<Void> change(ExecutionStateChanged changed) {
    state = changed.state();
    reason = changed.reason();
    return tell(changed);
  }

  private Uni<Void> tell(ExecutionEvent event) {
    Uni<Void> written = journal.announce(execution.id(), event).memoize().indefinitely();
    written.subscribe().with(done -> {}, broken);
    return written;
  }

  void end() {
    alarm.off();
  }
}
