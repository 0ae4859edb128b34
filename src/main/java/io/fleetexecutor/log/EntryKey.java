package io.fleetexecutor.log;

import java.time.Instant;

/** The place of an entry among all. */
public record EntryKey(Instant createTime, String id) {}
