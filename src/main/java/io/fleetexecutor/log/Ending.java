package io.fleetexecutor.log;

import java.time.Instant;

/**
 * The end of a log.
 *
 * @param header replaces the one of the entry
 */
public record Ending(Instant endTime, byte[] header) {}
