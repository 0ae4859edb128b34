package io.fleetexecutor.pool;

import java.time.Duration;

/** An execution in numbers, as {@link Results} counts them; rates from 0 to 1. */
public record Summary(
    int total,
    int successful,
    int failed,
    Duration averageDuration,
    Duration minDuration,
    Duration maxDuration,
    Duration p95Duration,
    double successRate,
    double failureRate) {}
