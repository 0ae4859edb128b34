package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Makes attempts for executions that others run, by what the log says that they are. It remembers
 * the last {@value #REMEMBERED} of them.
 */
final class EngineHost implements AttemptHost {
  private static final int REMEMBERED = 64;

  private final ClusterRegistry registry;
  private final Journal journal;
  private final Attempting attempting;
  private final ActiveWork active;
  private final BooleanSupplier open;
  private final Map<String, Uni<Attempt>> attempts =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Uni<Attempt>> eldest) {
              return size() > REMEMBERED;
            }
          });

  EngineHost(
      ClusterRegistry registry,
      Journal journal,
      Attempting attempting,
      ActiveWork active,
      BooleanSupplier open) {
    this.registry = registry;
    this.journal = journal;
    this.attempting = attempting;
    this.active = active;
    this.open = open;
  }

  @Override
  public boolean isOpen() {
    return open.getAsBoolean();
  }

  @Override
  public Runnable begin() {
    return active.begin();
  }

  @Override
  public Uni<Prepared> prepare(String executionId, String clusterName) {
    Cluster cluster = registry.find(clusterName);
    if (cluster == null) {
      return Uni.createFrom()
          .failure(new IllegalArgumentException("there is no cluster " + clusterName));
    }
    return attempts
        .computeIfAbsent(executionId, this::read)
        .map(attempt -> prepared(attempt, cluster));
  }

  private Prepared prepared(Attempt attempt, Cluster cluster) {
    return new Prepared(attempt.owner(), timeLeft -> make(attempt, cluster, timeLeft));
  }

  private Uni<byte[]> make(Attempt attempt, Cluster cluster, Duration timeLeft) {
    AttemptNotes notes = attempt.notes();
    return attempt
        .at(cluster, notes, timeLeft)
        .map(answer -> encode(cluster, answer))
        .onCancellation()
        .invoke(notes::abandon);
  }

  /** Whoever asked is told also where the answer itself cannot be. */
  private byte[] encode(Cluster cluster, ClusterAnswer answer) {
    try {
      return attempting.codec().answer(answer);
    } catch (RuntimeException e) {
      return attempting
          .codec()
          .answer(
              Attempt.unexpected(cluster.name(), e)
                  .withOutcome(answer.changed(), answer.outcomeUnknown()));
    }
  }

  private Uni<Attempt> read(String executionId) {
    return Checkpoint.read(journal.log(), journal.codec(), executionId, 1)
        .map(first -> attempting.of(first.accepted()))
        .onFailure()
        .invoke(failure -> attempts.remove(executionId))
        .memoize()
        .indefinitely();
  }
}
