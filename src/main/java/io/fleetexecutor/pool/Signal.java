package io.fleetexecutor.pool;

/**
 * What a stream of tasks tells: of every task its start, if it started, and then exactly one
 * result.
 */
public sealed interface Signal<T> permits Started, Result {
  String clusterName();
}
