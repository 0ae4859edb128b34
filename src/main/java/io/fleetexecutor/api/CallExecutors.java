package io.fleetexecutor.api;

import io.grpc.SynchronizationContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where a call's answer is written: on its own event loop, or one after the other without one. */
final class CallExecutors {
  private static final Logger LOG = Logger.getLogger(CallExecutors.class);

  /** The serial executor of the call that is being handled on this thread. */
  Executor forCall() {
    @Nullable Context context = Vertx.currentContext();
    return context == null
        ? new SynchronizationContext((thread, failure) -> LOG.error("a call broke", failure))
        : task -> context.runOnContext(ignored -> task.run());
  }
}
