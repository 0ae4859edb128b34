package io.fleetexecutor.execution;

import java.time.Duration;

/** What a plan takes where the request says nothing. */
public record PlanDefaults(int workers, Duration attemptTimeout, Duration clusterTimeout) {}
