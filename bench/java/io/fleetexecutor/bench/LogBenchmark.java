package io.fleetexecutor.bench;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.store.SqliteLog;
import io.fleetexecutor.store.StoreSettings;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Durable records/s and replayed records/s of the embedded log, beside SQLite alone. */
final class LogBenchmark {
  private static final int RECORDS = 80_000;
  private static final int PAYLOAD_BYTES = 1024;
  private static final int WINDOW = 256;
  private static final int ROUNDS = 5;
  private static final PageLimit PAGE = new PageLimit(1000, 4 << 20);

  private static final byte[] PAYLOAD = new byte[PAYLOAD_BYTES];

  /** Records a second. */
  private record Rates(double append, double replay) {}

  private interface Work {
    void run() throws Exception;
  }

  private LogBenchmark() {}

  public static void main(String[] args) throws Exception {
    new Random(1).nextBytes(PAYLOAD);
    Path directory = Files.createTempDirectory(Path.of("target/bench"), "log");
    int exitCode;
    try {
      exitCode = run(directory);
    } finally {
      remove(directory);
    }
    System.exit(exitCode);
  }

  private static int run(Path directory) throws Exception {
    List<Rates> port = new ArrayList<>();
    List<Rates> bare = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      Rates ofBare = bare(directory.resolve("bare-" + round + ".db"));
      Rates ofPort = port(directory.resolve("port-" + round));
      // The first is to warm up.
      if (round > 0) {
        bare.add(ofBare);
        port.add(ofPort);
      }
      remove(directory);
      Files.createDirectory(directory);
    }
    return report(port, bare);
  }

  private static int report(List<Rates> port, List<Rates> bare) throws IOException {
    final double append = Report.median(port, Rates::append);
    final double replay = Report.median(port, Rates::replay);
    final double bareAppend = Report.median(bare, Rates::append);
    final double bareReplay = Report.median(bare, Rates::replay);
    var report = new Report("The embedded log, %,d records of 1 KB in a round".formatted(RECORDS));
    report.show("SQLite alone, groups of 64: durable records/s", "%,.0f", bareAppend);
    report.atLeast("log, " + WINDOW + " under way: durable records/s", append, 10_000, "%,.0f");
    report.atLeast("log / SQLite alone", append / bareAppend, 0.5, "%.2f");
    report.show("SQLite alone: replayed records/s", "%,.0f", bareReplay);
    report.atLeast("log: replayed records/s", replay, 100_000, "%,.0f");
    report.atLeast("log / SQLite alone", replay / bareReplay, 0.5, "%.2f");
    return report.exitCode();
  }

  private static NewRecord record(int i) {
    return new NewRecord(RecordLabel.finished("cluster-" + i, ClusterState.SUCCEEDED), PAYLOAD);
  }

  private static Rates bare(Path file) throws Exception {
    try (BareSqlite sqlite = new BareSqlite(file)) {
      double append = rate(() -> sqlite.append(RECORDS, LogBenchmark::record));
      double replay = rate(() -> check(sqlite.replay()));
      return new Rates(append, replay);
    }
  }

  private static Rates port(Path directory) throws Exception {
    try (SqliteLog log = SqliteLog.open(directory, new StoreSettings(2, 0))) {
      ExecutionEntry entry =
          new ExecutionEntry(
              UUID.randomUUID().toString(), "", "", Instant.EPOCH, new byte[0], null);
      NewRecord first = new NewRecord(RecordLabel.of(RecordType.EXECUTION_ACCEPTED), new byte[0]);
      log.create(entry, first).await().indefinitely();
      double append = rate(() -> append(log, entry.id()));
      double replay = rate(() -> check(replay(log, entry.id())));
      return new Rates(append, replay);
    }
  }

  private static void append(SqliteLog log, String id) {
    Multi.createFrom()
        .range(0, RECORDS)
        .onItem()
        .transformToUni(i -> log.append(id, record(i)))
        .merge(WINDOW)
        .collect()
        .last()
        .await()
        .indefinitely();
  }

  private static long replay(SqliteLog log, String id) {
    long bytes = 0;
    long from = 1;
    while (from <= RECORDS + 1) {
      LogPage page = log.read(id, from, PAGE).await().indefinitely();
      for (LogRecord record : page.records()) {
        bytes += record.payload().length;
      }
      from += page.records().size();
    }
    return bytes;
  }

  private static void check(long bytes) {
    if (bytes != (long) RECORDS * PAYLOAD_BYTES) {
      throw new IllegalStateException("replayed %d bytes".formatted(bytes));
    }
  }

  private static double rate(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return RECORDS / ((System.nanoTime() - start) / 1e9);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
