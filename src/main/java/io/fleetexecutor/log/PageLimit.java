package io.fleetexecutor.log;

/**
 * How much one page may hold.
 *
 * @param bytes of payload; a page has at least one record, however large that is
 */
public record PageLimit(int records, int bytes) {}
