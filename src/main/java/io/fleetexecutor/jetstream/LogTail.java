package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of one log, to which one writer appends. Each message names the one that it follows, so
 * that of two writers who both think that they are alone one is refused. Calls block; used by one
 * thread at a time.
 */
final class LogTail {
  private static final PageLimit PAGE = new PageLimit(1_000, 1 << 20);

  private final String executionId;
  private final String writer;
  private final LogStreams streams;
  private final int maxPartBytes;
  private boolean loaded;
  private boolean ended;
  private long sequence;
  private long newest;
  private @Nullable RecordType lastType;
  private LogCounts counts = new LogCounts(0, Map.of());
  private long bytes;
  private final Set<String> finished = new HashSet<>();

  /**
   * @param writer like no other's
   */
  LogTail(String executionId, String writer, LogStreams streams, int maxPartBytes) {
    this.executionId = executionId;
    this.writer = writer;
    this.streams = streams;
    this.maxPartBytes = maxPartBytes;
  }

  String executionId() {
    return executionId;
  }

  /** Of a log that nobody has written to. */
  void begin(NewRecord first) {
    loaded = true;
    write(List.of(first));
  }

  /** Reads where it is, unless that is known. */
  void load() {
    if (loaded) {
      return;
    }
    ended = streams.catalog().require(executionId).hasEnded();
    Batches.Tail last = streams.batches().tail(executionId);
    Batch batch = last == null ? null : streams.batches().at(executionId, last.header().newest());
    if (last == null || batch == null) {
      throw new LogException.Damaged(executionId, "its records are missing");
    }
    sequence = last.sequence();
    newest = batch.newest();
    counts = batch.countsAfter();
    bytes = batch.bytesAfter();
    lastType = batch.records().getLast().label().type();
    finished.clear();
    if (!ended) {
      loadFinished();
    }
    loaded = true;
  }

  private void loadFinished() {
    LogPage page = new LogPage(List.of(), false);
    for (long after = 0; !page.last(); ) {
      page = streams.reader().results(executionId, after, PAGE, label -> true);
      for (LogRecord record : page.records()) {
        finished.add(record.label().cluster());
        after = record.position();
      }
    }
  }

  /** It is to be read again before anything is written. */
  void forget() {
    loaded = false;
  }

  boolean hasEnded() {
    return ended;
  }

  IllegalStateException hasEndedAlready() {
    return new IllegalStateException("execution %s has ended".formatted(executionId));
  }

  boolean hasResult(String cluster) {
    return finished.contains(cluster);
  }

  /** Whether it is the last record, which is there: only the catalog does not know. */
  boolean isLast(NewRecord record) {
    return record.label().type() == RecordType.EXECUTION_FINISHED
        && lastType == RecordType.EXECUTION_FINISHED;
  }

  /** Where the last message is. */
  long sequence() {
    return sequence;
  }

  /** Appends records; those of another call of this may already be there. */
  void write(List<NewRecord> records) {
    send(records, newest + 1, counts, bytes);
    newest += records.size();
    counts = BatchHeader.add(counts, records.stream().map(NewRecord::label).toList());
    for (NewRecord record : records) {
      bytes += record.payload().length;
      lastType = record.label().type();
      if (lastType == RecordType.CLUSTER_FINISHED) {
        finished.add(record.label().cluster());
      }
    }
    streams.tell(executionId);
  }

  /** From now on no earlier writer can append, also not what it has sent already. */
  void fence() {
    send(List.of(), newest + 1, counts, bytes);
  }

  /** Appends a record that has the position of the last one, as if there were none before it. */
  void replaceLast(NewRecord last) {
    send(List.of(last), newest, new LogCounts(0, Map.of()), 0);
  }

  private void send(List<NewRecord> records, long first, LogCounts before, long bytesBefore) {
    byte[] body = BatchBody.write(records);
    int parts = Math.max(1, (body.length + maxPartBytes - 1) / maxPartBytes);
    var header = new BatchHeader(writer, first, records.size(), 1, parts, before, bytesBefore);
    for (int part = 1; part <= parts; ) {
      int from = (part - 1) * maxPartBytes;
      byte[] piece = Arrays.copyOfRange(body, from, Math.min(body.length, from + maxPartBytes));
      part = 1 + publish(header.part(part), piece);
    }
  }

  /** Gives the number of the last part that is there. */
  private int publish(BatchHeader header, byte[] piece) {
    try {
      sequence =
          streams
              .log()
              .publish(streams.subjects().log(executionId), header.headers(), piece, sequence);
      return header.part();
    } catch (OutOfSequenceException e) {
      // Perhaps it is one of these very parts, whose acknowledgement was lost.
      Batches.Tail last = streams.batches().tail(executionId);
      if (last == null || last.sequence() <= sequence || !last.header().isOf(header)) {
        throw new LogException.Superseded(executionId);
      }
      sequence = last.sequence();
      boolean expected = last.header().part() == header.part() || last.header().isComplete();
      return expected ? last.header().part() : 0;
    }
  }

  void end(Ending ending) {
    streams.catalog().end(executionId, ending, bytes);
    ended = true;
    streams.tell(executionId);
  }
}
