package io.fleetexecutor.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetexecutor.model.ClusterState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Entries and records for tests of logs. */
public final class Records {
  public static final Instant CREATED = Instant.parse("2026-11-25T10:00:00.123456789Z");
  public static final Instant ENDED = CREATED.plusSeconds(60).plusNanos(1);
  public static final PageLimit LARGE = new PageLimit(10_000, 64 << 20);

  private Records() {}

  public static ExecutionEntry entry() {
    return entry("", CREATED);
  }

  public static ExecutionEntry entry(String requestId, Instant createTime) {
    return new ExecutionEntry(
        UUID.randomUUID().toString(), requestId, "fingerprint", createTime, bytes("header"), null);
  }

  public static NewRecord accepted() {
    return new NewRecord(RecordLabel.of(RecordType.EXECUTION_ACCEPTED), bytes("accepted"));
  }

  public static NewRecord started(String cluster) {
    return new NewRecord(
        RecordLabel.of(RecordType.CLUSTER_STARTED, cluster), bytes("started " + cluster));
  }

  public static NewRecord finished(String cluster, ClusterState state) {
    return finished(cluster, state, "finished " + cluster);
  }

  public static NewRecord finished(String cluster, ClusterState state, String payload) {
    return new NewRecord(RecordLabel.finished(cluster, state), bytes(payload));
  }

  public static NewRecord over() {
    return new NewRecord(RecordLabel.of(RecordType.EXECUTION_FINISHED), bytes("over"));
  }

  public static Ending ending() {
    return new Ending(ENDED, bytes("ended header"));
  }

  public static boolean hasFailed(RecordLabel label) {
    return label.clusterState() == ClusterState.FAILED;
  }

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  public static List<String> payloads(LogPage page) {
    return page.records().stream().map(record -> new String(record.payload(), UTF_8)).toList();
  }

  public static List<Long> positions(LogPage page) {
    return page.records().stream().map(LogRecord::position).toList();
  }
}
