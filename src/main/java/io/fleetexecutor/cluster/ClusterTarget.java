package io.fleetexecutor.cluster;

import io.fleetexecutor.model.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, and where its API server is.
 *
 * @param endpoint null where {@link Cluster#error} says why there is none
 */
public record ClusterTarget(Cluster cluster, @Nullable ApiEndpoint endpoint) {}
