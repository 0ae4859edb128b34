package io.fleetexecutor.log;

/**
 * A record of a log.
 *
 * @param position from 1, without gaps
 */
public record LogRecord(long position, RecordLabel label, byte[] payload) {}
