package io.fleetexecutor.api;

/**
 * What the edge needs to know of the settings.
 *
 * @param maxOutputBytes the most output of one cluster
 * @param maxRequestBytes the largest request message
 * @param callersAreKnown whether callers have to say who they are
 * @param version of the service
 */
public record ApiSettings(
    long maxOutputBytes, int maxRequestBytes, boolean callersAreKnown, String version) {}
