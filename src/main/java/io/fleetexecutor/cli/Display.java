package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Who shows the events of an execution. */
record Display(Screen screen, InstantSource clock, DisplayOptions options) {

  List<ExecutionListener> of(ExecutionSpec spec) {
    Stream<ExecutionListener> clusters =
        options.grouped()
            ? Stream.of(new GroupPrinter(screen, spec, options.diff()))
            : Stream.of(results(spec), new ClusterNotices(screen, spec), new RetryNotices(screen));
    Stream<ExecutionListener> rollout =
        Stream.of(new WaveNotices(screen, spec), new PauseNotices(screen), progress());
    return Stream.concat(clusters, rollout).toList();
  }

  private ExecutionListener results(ExecutionSpec spec) {
    return switch (options.format()) {
      case TABLE -> new Tables(screen, false).of(spec);
      case WIDE -> new Tables(screen, true).of(spec);
      case JSON -> new JsonPrinter(screen);
      case NAME -> new NamePrinter(screen);
    };
  }

  private ExecutionListener progress() {
    if (!options.progress()) {
      return new ExecutionListener() {};
    }
    return screen.terminal().interactive()
        ? new LiveProgress(screen)
        : new ProgressLines(screen, clock);
  }
}
