package io.fleetexecutor.rollout;

/** Somebody does not want any cluster to start. */
public record Pause(String caller, String reason) {}
