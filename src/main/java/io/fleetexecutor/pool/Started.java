package io.fleetexecutor.pool;

import java.time.Instant;

/** A task got a worker. */
public record Started<T>(String clusterName, Instant startTime) implements Signal<T> {}
