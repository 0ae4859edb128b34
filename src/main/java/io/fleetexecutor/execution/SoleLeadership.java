package io.fleetexecutor.execution;

import io.fleetexecutor.log.ExecutionLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Of the one process that has the log: all that has not ended is its. */
public record SoleLeadership(ExecutionLog log) implements Leadership {

  /** Completes when all go on that a process left when it died. */
  @Override
  public Uni<Void> begin(Leader leader, AttemptHost host) {
    return log.list(null, Integer.MAX_VALUE, entry -> entry.endTime() == null)
        .onItem()
        .transformToMulti(entries -> Multi.createFrom().iterable(entries))
        .onItem()
        .transformToUniAndConcatenate(entry -> leader.goOn(entry.id()))
        .onItem()
        .ignoreAsUni();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public boolean isHeld() {
    return true;
  }

  @Override
  public void drain() {
    // There is nobody to give anything to.
  }

  @Override
  public void stopHelping() {
    // There is nobody.
  }

  @Override
  public void handOver(String executionId) {
    // There is nobody.
  }

  @Override
  public Uni<Map<String, byte[]>> outlines() {
    return Uni.createFrom().item(Map.of());
  }

  @Override
  public Uni<Boolean> forward(String executionId, Command command) {
    return Uni.createFrom().item(false);
  }
}
