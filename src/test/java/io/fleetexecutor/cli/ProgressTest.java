package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.Execution;
import io.grpc.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Terminal TERMINAL = new Terminal(true, false, 80, true);
  private static final String[] HEALTH = {"execute", "health"};

  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service =
        new ScriptedService()
            .streams(
                Events.accepted("a", "b", "c", "d"),
                Events.progress(running(0)),
                Events.progress(running(1)),
                Events.progress(running(2)),
                Events.finished(Events.succeeded("a")),
                Events.progress(running(3)),
                Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(4, 4)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aPipeGetsAtMostOneLineASecond() {
    CommandLineRun run = run(Terminal.NONE, secondsAt(0, 500, 1000, 1999, 2100), HEALTH);

    assertThat(run.err().lines().filter(line -> line.contains("done")))
        .containsExactly("1/4 done, 1 failed, 3 running", "3/4 done, 1 failed, 1 running");
  }

  @Test
  void aTerminalGetsABarThatIsGoneInTheEnd() {
    CommandLineRun run = run(TERMINAL, InstantSource.fixed(Instant.EPOCH), HEALTH);

    assertThat(run.err()).contains("3/4", "1 failed, 1 running");
    assertThat(screen(run.err()).lines().toList())
        .containsExactly(
            "4 clusters: 4 succeeded in 3.2s (avg 120ms, p95 300ms, max 2.0s)",
            "executions/42  SUCCEEDED");
    assertThat(run.out()).hasLineCount(2).doesNotContain("\u001b", "\r");
  }

  @Test
  void aBarThatIsClosedBeforeItsFirstRedrawIsGoneToo() throws InterruptedException {
    // The one thread of all bars is kept busy by another one that draws itself.
    CountDownLatch closed = new CountDownLatch(1);
    try (ProgressBar busy = new ProgressBarBuilder().setConsumer(waitsFor(closed)).build()) {
      StringWriter err = new StringWriter();
      LiveProgress progress =
          new LiveProgress(
              new Screen(new PrintWriter(Writer.nullWriter()), new PrintWriter(err), TERMINAL));
      progress.progressed(running(1).build());
      Thread closing = Thread.ofVirtual().start(progress::close);
      while (closing.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      closed.countDown();
      closing.join();

      assertThat(err.toString()).contains("1/4");
      assertThat(screen(err.toString())).isEmpty();
    }
  }

  @Test
  void retriesAndPausesAreShown() {
    service.streams(
        Events.accepted("a", "b", "c", "d"),
        RolloutEvents.attemptFailed("a", 1, "refused"),
        Events.progress(running(0)),
        RolloutEvents.attemptFailed("a", 2, "refused"),
        RolloutEvents.paused("alerts", "ann"),
        Events.progress(running(1)),
        RolloutEvents.running("", "ann"),
        Events.progress(running(2)),
        Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(4, 4)));

    CommandLineRun run = run(Terminal.NONE, secondsAt(0, 1000, 2000, 3000), HEALTH);

    assertThat(run.err().lines().filter(line -> line.contains("done")))
        .containsExactly(
            "0/4 done, 0 failed, 4 running, 1 retry",
            "1/4 done, 1 failed, 3 running, 2 retries, paused",
            "2/4 done, 1 failed, 2 running, 2 retries");
  }

  @Test
  void aPausedExecutionIsShownAsThatInTheBar() throws Exception {
    service
        .streams(
            Events.accepted("a", "b", "c", "d"),
            Events.progress(running(1)),
            RolloutEvents.paused("alerts", "ann"))
        .fails(Status.DATA_LOSS.asRuntimeException());

    CommandLineRun run =
        run(new Terminal(true, false, 100, true), InstantSource.fixed(Instant.EPOCH), HEALTH);

    assertThat(run.err()).contains("1 failed, 3 running, paused");
  }

  @Test
  void noProgressMeansNone() {
    CommandLineRun run =
        run(new Terminal(true, true, 80, true), secondsAt(0), "execute", "health", "--no-progress");

    assertThat(run.err()).doesNotContain("\u001b", "done").contains("4 clusters: 4 succeeded");
  }

  /** What is left on a terminal: each line from its last clearing on. */
  private static String screen(String written) {
    return written.replaceAll("[^\n]*\r\u001b\\[K", "");
  }

  private CommandLineRun run(Terminal terminal, InstantSource clock, String... args) {
    return CommandLineRun.of(terminal, clock, CommandLineRun.withServer(service, args));
  }

  private static ProgressBarConsumer waitsFor(CountDownLatch latch) {
    return new ProgressBarConsumer() {
      @Override
      public int getMaxRenderedLength() {
        return 80;
      }

      @Override
      public void accept(String rendered) {
        Uninterruptibles.awaitUninterruptibly(latch);
      }

      @Override
      public void close() {}
    };
  }

  private static InstantSource secondsAt(long... millis) {
    Iterator<Instant> instants =
        Stream.of(java.util.Arrays.stream(millis).boxed().toArray(Long[]::new))
            .map(Instant::ofEpochMilli)
            .toList()
            .iterator();
    return instants::next;
  }

  private static ClusterCounts.Builder running(int completed) {
    return ClusterCounts.newBuilder()
        .setTotalCount(4)
        .setCompletedCount(completed)
        .setSucceededCount(Math.max(0, completed - 1))
        .setRunningCount(4 - completed);
  }
}
