package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ListResources;
import java.time.InstantSource;
import java.util.List;

/** Who shows the events of an execution. */
record Display(Screen screen, InstantSource clock, DisplayOptions options) {

  List<ExecutionListener> of(ExecutionSpec spec) {
    return List.of(results(spec.getOperation()), new ClusterNotices(screen), progress());
  }

  private ExecutionListener results(ClusterOperation operation) {
    return switch (options.format()) {
      case TABLE -> table(operation, false);
      case WIDE -> table(operation, true);
      case JSON -> new JsonPrinter(screen);
      case NAME -> new NamePrinter(screen);
    };
  }

  private ExecutionListener table(ClusterOperation operation, boolean wide) {
    ListResources list = operation.getListResources();
    return operation.hasCheckHealth()
        ? new HealthPrinter(screen)
        : new TablePrinter(
            screen,
            wide,
            operation.hasListResources()
                && list.getNamespace().isEmpty()
                && !list.getContextNamespace());
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
