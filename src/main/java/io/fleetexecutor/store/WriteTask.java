package io.fleetexecutor.store;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.NewRecord;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jspecify.annotations.Nullable;

/** What the writer has to do, in order for each execution. */
sealed interface WriteTask extends TaskThread.Task {
  String executionId();

  /**
   * @param ending of the last record
   */
  record Append(
      String executionId,
      NewRecord record,
      @Nullable Ending ending,
      UniEmitter<? super Appended> emitter)
      implements WriteTask {
    @Override
    public void fail(Throwable error) {
      emitter.fail(error);
    }

    @Override
    public int weight() {
      return record.payload().length;
    }
  }

  /** Takes appends again, after one has failed and all that were on their way behind it. */
  record Resume(String executionId) implements WriteTask {
    @Override
    public void fail(Throwable error) {
      // Nobody waits for it.
    }
  }

  record Other(String executionId, Job<?> job) implements WriteTask {
    @Override
    public void fail(Throwable error) {
      job.fail(error);
    }
  }
}
