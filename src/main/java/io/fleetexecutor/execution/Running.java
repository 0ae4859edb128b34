package io.fleetexecutor.execution;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An execution that this process runs.
 *
 * @param failure told when it breaks
 * @param suspended to be completed when this process is not to run it any more
 */
record Running(
    ExecutionRun run, FailureSignal failure, CompletableFuture<@Nullable Void> suspended) {}
