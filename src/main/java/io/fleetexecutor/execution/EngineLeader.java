package io.fleetexecutor.execution;

import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the engine run what this process leads.
 *
 * @param stop how executions end that somebody else left; null: they go on
 */
record EngineLeader(
    Engine engine,
    ExecutionControl control,
    EventCodec codec,
    BooleanSupplier open,
    @Nullable Stop stop)
    implements Leadership.Leader {

  @Override
  public boolean isOpen() {
    return open.getAsBoolean();
  }

  @Override
  public Uni<Void> goOn(String executionId) {
    return engine.goOn(executionId, stop);
  }

  @Override
  public void letGo(String executionId) {
    engine.letGo(executionId);
  }

  @Override
  public byte @Nullable [] outline(String executionId) {
    Execution now = engine.now(executionId);
    return now == null ? null : codec.execution(now.outline());
  }

  @Override
  public Uni<Void> carryOut(String executionId, Command command) {
    return control.carryOutHere(executionId, command);
  }
}
