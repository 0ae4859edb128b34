package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterAttemptFailed;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionStateChanged;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar in the screen's live line, gone when the execution is over. */
final class LiveProgress implements ExecutionListener {
  private static final int REDRAW_MILLIS = 100;

  private final Screen screen;
  private final LiveLine line;
  private final ProgressText text = new ProgressText();
  private @Nullable ProgressBar bar;

  LiveProgress(Screen screen) {
    this.screen = screen;
    this.line = new LiveLine(screen);
  }

  @Override
  public void accepted(Execution execution) {
    bar = bar(execution.getPlan().getClusterCount());
  }

  private ProgressBar bar(int clusters) {
    return new ProgressBarBuilder()
        .setTaskName("clusters")
        .setInitialMax(clusters)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .continuousUpdate()
        .hideEta()
        .setStyle(
            screen.terminal().colors()
                ? ProgressBarStyle.COLORFUL_UNICODE_BAR
                : ProgressBarStyle.ASCII)
        .setConsumer(line)
        .build();
  }

  @Override
  public void progressed(ClusterCounts counts) {
    // A stream that is joined later has no first event.
    ProgressBar shown = bar == null ? bar(counts.getTotalCount()) : bar;
    bar = shown;
    text.progressed(counts);
    tell();
    shown.stepTo(counts.getCompletedCount());
  }

  @Override
  public void attemptFailed(ClusterAttemptFailed attempt) {
    text.attemptFailed(attempt);
    tell();
  }

  @Override
  public void stateChanged(ExecutionStateChanged change) {
    text.stateChanged(change);
    tell();
  }

  private void tell() {
    if (bar != null) {
      bar.setExtraMessage(text.toString());
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      // A bar that is closed before its first redraw draws itself and forgets to close its line.
      line.close();
    }
  }

  /** Where the bar draws itself, by a thread of its own that may come late. */
  private static final class LiveLine implements ProgressBarConsumer {
    private final Screen screen;
    private boolean closed;

    LiveLine(Screen screen) {
      this.screen = screen;
    }

    @Override
    public int getMaxRenderedLength() {
      return screen.terminal().columns() - 1;
    }

    @Override
    public synchronized void accept(String rendered) {
      if (!closed) {
        screen.live(rendered);
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      screen.live("");
    }
  }
}
