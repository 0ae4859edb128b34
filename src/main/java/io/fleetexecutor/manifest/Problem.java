package io.fleetexecutor.manifest;

/**
 * One thing that is wrong with a source.
 *
 * @param description where, as {@code document 2, line 7, column 3}; what; and what would be right
 */
public record Problem(String description) {}
