package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.nats.client.impl.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The entries of all executions, and which of them has which request id. The request id is written
 * first, with the whole entry, so that whoever finds it alone can complete what a dead process has
 * begun. Calls block.
 */
final class Catalog {
  private static final Logger LOG = Logger.getLogger(Catalog.class);
  private static final long NOTHING = 0;

  private final SubjectStream entries;
  private final SubjectStream requests;
  private final Subjects subjects;

  Catalog(SubjectStream entries, SubjectStream requests, Subjects subjects) {
    this.entries = entries;
    this.requests = requests;
    this.subjects = subjects;
  }

  /** Gives the entry; or the one that has its request id, and then nothing was changed. */
  ExecutionEntry create(ExecutionEntry entry) {
    if (!entry.requestId().isEmpty()) {
      try {
        requests.publish(
            subjects.request(entry.requestId()),
            new Headers(),
            CatalogEntry.of(entry).toBytes(),
            NOTHING);
      } catch (OutOfSequenceException taken) {
        ExecutionEntry known = findByRequestId(entry.requestId());
        return known == null ? create(entry) : known; // It has gone meanwhile.
      }
    }
    add(entry);
    return entry;
  }

  private void add(ExecutionEntry entry) {
    try {
      entries.publish(
          subjects.entry(entry.id()), new Headers(), CatalogEntry.of(entry).toBytes(), NOTHING);
    } catch (OutOfSequenceException known) {
      LOG.debugf("the entry of execution %s was completed by another process", entry.id());
    }
  }

  @Nullable CatalogEntry find(String executionId) {
    Stored found = stored(executionId);
    return found == null ? null : found.entry();
  }

  private record Stored(CatalogEntry entry, long sequence) {}

  private @Nullable Stored stored(String executionId) {
    StoredMessage found =
        Subjects.isId(executionId) ? entries.last(subjects.entry(executionId)) : null;
    return found == null ? null : new Stored(read(executionId, found), found.sequence());
  }

  private static CatalogEntry read(String executionId, StoredMessage message) {
    try {
      return CatalogEntry.read(message.body());
    } catch (IllegalArgumentException e) {
      throw new LogException.Damaged(executionId, "its entry cannot be read", e);
    }
  }

  /**
   * @throws LogException.NoSuchExecution where there is none
   */
  CatalogEntry require(String executionId) {
    CatalogEntry found = find(executionId);
    if (found == null) {
      throw new LogException.NoSuchExecution(executionId);
    }
    return found;
  }

  @Nullable ExecutionEntry findByRequestId(String requestId) {
    StoredMessage found = requestId.isEmpty() ? null : requests.last(subjects.request(requestId));
    if (found == null) {
      return null;
    }
    ExecutionEntry first = read("of request " + requestId, found).entry();
    CatalogEntry now = find(first.id());
    if (now == null) {
      add(first);
      return first;
    }
    return now.entry();
  }

  /** All that can be read. */
  List<CatalogEntry> all() {
    List<CatalogEntry> all = new ArrayList<>();
    for (StoredMessage message : entries.all(subjects.catalog())) {
      try {
        all.add(CatalogEntry.read(message.body()));
      } catch (IllegalArgumentException e) {
        LOG.errorf(e, "entry %d of the catalog cannot be read", message.sequence());
      }
    }
    return all;
  }

  void end(String executionId, Ending ending, long bytes) {
    change(executionId, entry -> entry.ended(ending, bytes));
  }

  void setTrimmed(String executionId) {
    change(executionId, CatalogEntry::asTrimmed);
  }

  private void change(String executionId, UnaryOperator<CatalogEntry> change) {
    while (true) {
      Stored found = stored(executionId);
      if (found == null) {
        throw new LogException.NoSuchExecution(executionId);
      }
      try {
        entries.publish(
            subjects.entry(executionId),
            new Headers(),
            change.apply(found.entry()).toBytes(),
            found.sequence());
        return;
      } catch (OutOfSequenceException changed) {
        // Somebody else was first, so what is to be changed is another now.
      }
    }
  }

  /** Frees the request id. */
  void forgetRequest(CatalogEntry entry) {
    String requestId = entry.entry().requestId();
    if (!requestId.isEmpty()) {
      requests.purge(subjects.request(requestId));
    }
  }

  void delete(String executionId) {
    entries.purge(subjects.entry(executionId));
  }
}
