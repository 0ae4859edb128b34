package io.fleetexecutor.execution;

import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Executions as they are now: as this process runs them, as another one tells, or as they ended.
 */
record Snapshots(Journal journal, Engine engine, PastExecutions past, Leadership leadership) {
  private static final Logger LOG = Logger.getLogger(Snapshots.class);

  /** The execution as it is now; fails with {@link LogException}. */
  Uni<Execution> get(String executionId) {
    return journal
        .find(executionId)
        .chain(
            entry -> {
              // What readers of the log have seen comes before what this process knows.
              if (entry.state().isFinal()) {
                return past.whole(entry);
              }
              Execution now = engine.now(executionId);
              return now == null ? elsewhere(entry) : Uni.createFrom().item(now);
            });
  }

  private Uni<Execution> elsewhere(Execution entry) {
    return Uni.combine()
        .all()
        .unis(past.whole(entry), leadership.outlines())
        .with(
            (whole, outlines) -> {
              byte[] outline = outlines.get(entry.id());
              return outline == null ? whole : whole.as(journal.codec().execution(outline));
            });
  }

  /**
   * Executions that pass, the newest first, in outline.
   *
   * @param after the last one of the page before; null: from the newest
   */
  Uni<List<Execution>> list(@Nullable EntryKey after, int limit, Predicate<Execution> filter) {
    return leadership
        .outlines()
        .chain(
            outlines ->
                journal
                    .log()
                    .list(after, limit, entry -> now(entry, outlines).filter(filter).isPresent())
                    .map(
                        entries ->
                            entries.stream()
                                .flatMap(entry -> now(entry, outlines).stream())
                                .toList()));
  }

  private Optional<Execution> now(ExecutionEntry entry, Map<String, byte[]> outlines) {
    Execution now = entry.endTime() == null ? engine.now(entry.id()) : null;
    byte[] outline = entry.endTime() == null ? outlines.get(entry.id()) : null;
    try {
      if (now != null) {
        return Optional.of(now.outline());
      }
      Execution known = journal.execution(entry);
      return Optional.of(outline == null ? known : known.as(journal.codec().execution(outline)));
    } catch (LogException.Damaged e) {
      // Of one execution, and no reason to hide the others.
      LOG.error(e.getMessage());
      return Optional.empty();
    }
  }
}
