package io.fleetexecutor.log;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Has a log, open while a test runs. */
public abstract class LogTest {
  private static final Duration HANGS = Duration.ofMinutes(1);

  protected ExecutionLog log;

  /** Opens the log of this test; the second time with what was written to it before. */
  protected abstract ExecutionLog open();

  @BeforeEach
  void openLog() {
    log = open();
  }

  @AfterEach
  void closeLog() {
    close();
  }

  protected void close() {
    try {
      ((AutoCloseable) log).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  protected void reopen() {
    close();
    log = open();
  }

  protected static <T extends @Nullable Object> T await(Uni<T> uni) {
    return uni.await().atMost(HANGS);
  }

  protected ExecutionEntry create() {
    return await(log.create(Records.entry(), Records.accepted()));
  }

  protected ExecutionEntry find(ExecutionEntry entry) {
    return await(log.find(entry.id()).onItem().ifNull().fail().map(Objects::requireNonNull));
  }

  protected LogPage readAll(ExecutionEntry entry) {
    return await(log.read(entry.id(), 1, Records.LARGE));
  }
}
