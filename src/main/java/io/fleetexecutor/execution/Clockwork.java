package io.fleetexecutor.execution;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** Time and chance, so that whoever gives them decides on both. */
public record Clockwork(
    InstantSource clock, ScheduledExecutorService timers, RandomGenerator random) {}
