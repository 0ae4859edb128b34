package io.fleetexecutor.log;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Port: an append-only log for each execution, and the catalog of them. What was completed is
 * durable: it is there after the process, or the machine, died at any moment. The records of a log
 * have the positions 1, 2, 3, … in the order in which their appends were subscribed to, and every
 * reader sees the same ones.
 *
 * <p>Everything happens on subscription, blocks no caller, and completes on a thread of the log's.
 * Every operation on a log may fail with {@link LogException.NoSuchExecution}, {@link
 * LogException.Damaged}, {@link LogException.Full} or {@link LogException.Closed}; one damaged log
 * hinders no other. Trouble of the system that may pass is a {@link java.io.UncheckedIOException}.
 */
public interface ExecutionLog {

  /**
   * Starts a log with its first record. Gives the entry; or, where its request id is not empty and
   * taken, the entry that has it, and then nothing was changed.
   */
  Uni<ExecutionEntry> create(ExecutionEntry entry, NewRecord first);

  /**
   * Appends a record; the first result of a cluster wins, and a second one changes nothing. After
   * {@link #end} it fails with an {@link IllegalStateException}.
   */
  Uni<Appended> append(String executionId, NewRecord record);

  /** Appends the last record, and notes the end in the catalog. */
  Uni<Void> end(String executionId, NewRecord last, Ending ending);

  /** Notes the end of a log in the catalog alone: of one that is too damaged to be appended to. */
  Uni<Void> abandon(String executionId, Ending ending);

  /**
   * The records from a position on, at least one: where there is none yet, waits for it. No records
   * where the log has ended right before that position. Cancelling stops to wait.
   *
   * <p>Fails with {@link LogException.NotKept} below the oldest record that is kept, and with
   * {@link LogException.NotReached} beyond the position after the newest.
   */
  Uni<LogPage> read(String executionId, long from, PageLimit limit);

  /** The position of the newest record. */
  Uni<Long> newest(String executionId);

  /** The clusters' results after a position whose labels pass, and never waits for more. */
  Uni<LogPage> results(
      String executionId, long after, PageLimit limit, Predicate<RecordLabel> filter);

  /** How many clusters have started and finished before a position. */
  Uni<LogCounts> count(String executionId, long before);

  /** The entry of an execution, or null. */
  Uni<@Nullable ExecutionEntry> find(String executionId);

  /** The entry with this request id, or null. */
  Uni<@Nullable ExecutionEntry> findByRequestId(String requestId);

  /**
   * Entries that pass, the newest first, and of the same moment by descending id.
   *
   * @param after the key of the last entry of the page before; null: from the newest
   */
  Uni<List<ExecutionEntry>> list(
      @Nullable EntryKey after, int limit, Predicate<ExecutionEntry> filter);

  /** What each execution takes of the disk, the oldest first. */
  Uni<List<LogUsage>> usage();

  /** Removes the records of a log that has ended, and keeps this one in the place of the last. */
  Uni<Void> trim(String executionId, NewRecord last);

  /** Removes a log that has ended, and its entry. */
  Uni<Void> delete(String executionId);
}
