package io.fleetexecutor.health;

import java.time.Duration;

/**
 * How clusters are checked in the background.
 *
 * @param interval between two checks of a cluster, give or take a tenth
 * @param probeInterval the same, of a cluster that requests are refused to
 * @param timeout of one check
 * @param parallel checks at once
 */
public record HealthSettings(
    Duration interval, Duration probeInterval, Duration timeout, int parallel) {}
