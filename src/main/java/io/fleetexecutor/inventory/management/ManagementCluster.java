package io.fleetexecutor.inventory.management;

import io.fleetexecutor.cluster.ApiServer;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A cluster whose objects tell of other clusters, and what it is followed with.
 *
 * @param name for people
 * @param server is asked before every request, and may fail with a {@link
 *     io.fleetexecutor.cluster.ClusterFailure}
 */
public record ManagementCluster(
    String name,
    Supplier<ApiServer> server,
    InstantSource clock,
    ScheduledExecutorService timers,
    RandomGenerator random) {}
