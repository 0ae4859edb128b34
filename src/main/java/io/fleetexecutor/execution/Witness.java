package io.fleetexecutor.execution;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Uni;

/** Port: is told of executions that begin and go on, and how they end. */
public interface Witness {

  /** Nobody. */
  Witness NONE =
      new Witness() {
        @Override
        public Uni<Void> accepted(Execution execution) {
          return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> askedToResume(String executionId, Command.Resume resume, Caller caller) {
          return Uni.createFrom().voidItem();
        }

        @Override
        public void ended(Execution execution) {
          // Nobody asks.
        }
      };

  /** Before anything of it runs; where this fails, nothing of it does. */
  Uni<Void> accepted(Execution execution);

  /** Before anything more of it runs; where this fails, nothing more does. */
  Uni<Void> askedToResume(String executionId, Command.Resume resume, Caller caller);

  void ended(Execution execution);
}
