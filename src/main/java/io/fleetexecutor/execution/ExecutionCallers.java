package io.fleetexecutor.execution;

import io.fleetexecutor.log.LogUsage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Who started the executions that are there, by name. Each is read once; one that cannot be read
 * has the name "" until it can.
 */
final class ExecutionCallers {
  private static final int AT_ONCE = 16;
  private static final String UNKNOWN = "";

  private final Journal journal;
  private final Map<String, String> names = new ConcurrentHashMap<>();

  ExecutionCallers(Journal journal) {
    this.journal = journal;
  }

  String nameOf(String executionId) {
    return names.getOrDefault(executionId, UNKNOWN);
  }

  /** Reads whose names are not known, and never fails. */
  Uni<Void> lookUp(List<LogUsage> executions) {
    return Multi.createFrom()
        .iterable(executions)
        .map(LogUsage::executionId)
        .filter(id -> !names.containsKey(id))
        .onItem()
        .transformToUni(this::lookUp)
        .merge(AT_ONCE)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> lookUp(String executionId) {
    return journal
        .find(executionId)
        .invoke(execution -> names.put(executionId, execution.caller().name()))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  /** Forgets all others. */
  void keepOnly(List<LogUsage> executions) {
    names
        .keySet()
        .retainAll(executions.stream().map(LogUsage::executionId).collect(Collectors.toSet()));
  }
}
